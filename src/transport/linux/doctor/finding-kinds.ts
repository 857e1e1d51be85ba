/** `'error'`: it does not work like that; `'warning'`: something will not; `'note'`: good to know. */
export type Severity = 'error' | 'warning' | 'note';

interface FindingKind {
  readonly severity: Severity;
  readonly meaning: string;
}

/** All that `doctor` can find. The order is that in which they are told, after their severity. docs/doctor.md has the same table. */
export const findingKinds = {
  NotLinux: { severity: 'error', meaning: 'The management API is part of Linux, and this is another system.' },
  KoffiMissing: { severity: 'error', meaning: 'koffi, through which system calls go, is missing, too old or broken.' },
  WorkerThread: { severity: 'error', meaning: 'The socket works in the main thread only.' },
  NoHostNetwork: {
    severity: 'error',
    meaning: 'A container with a network of its own: the kernel offers Bluetooth in the network of the host only.',
  },
  NoBluetooth: { severity: 'error', meaning: 'The running kernel has no Bluetooth.' },
  SocketForbidden: {
    severity: 'error',
    meaning: 'A filter (seccomp, SELinux, AppArmor, systemd) forbids Bluetooth sockets.',
  },
  SocketFailed: { severity: 'error', meaning: 'The socket can not be opened, for another reason.' },
  NotAnswering: { severity: 'error', meaning: 'The kernel took a command and did not answer it.' },
  MissingCapability: { severity: 'error', meaning: 'The process lacks CAP_NET_ADMIN: it can read, and nothing else.' },
  CapabilityIneffective: {
    severity: 'error',
    meaning: 'The process has CAP_NET_ADMIN, but only in a user namespace, such as a rootless container.',
  },
  NoController: { severity: 'error', meaning: 'There is no Bluetooth controller.' },
  RfkillBlocked: { severity: 'error', meaning: 'The radio is blocked, which SetPowered reports as Failed.' },
  UserChannel: {
    severity: 'error',
    meaning: 'Another program has taken the controller for itself (HCI user channel).',
  },
  NotSetUp: {
    severity: 'error',
    meaning: 'The kernel has not set the controller up, or not yet: often firmware is missing.',
  },
  Unconfigured: {
    severity: 'error',
    meaning: 'The controller lacks something before it can be used, such as an address.',
  },
  DiscoveryStuck: { severity: 'error', meaning: 'The kernel starts no discovery any more although none runs.' },
  PoweredOff: { severity: 'warning', meaning: 'The controller is switched off.' },
  LowEnergyOff: { severity: 'warning', meaning: 'The controller can do Low Energy, but it is switched off.' },
  ReceiveBufferCapped: {
    severity: 'warning',
    meaning: 'The kernel keeps less for a slow program than it should: events may get lost.',
  },
  KernelTooOld: {
    severity: 'note',
    meaning: 'The kernel does not know some commands. An error if they were asked for with `commands`.',
  },
  BluetoothdHidden: {
    severity: 'note',
    meaning: 'It can not be seen from here whether bluetoothd runs: that takes CAP_NET_RAW.',
  },
  BluetoothdRunning: { severity: 'note', meaning: 'bluetoothd runs, and uses the same controllers.' },
} as const satisfies Readonly<Record<string, FindingKind>>;

/** What was found. A closed type; all stand in docs/doctor.md. */
export type FindingCode = keyof typeof findingKinds;
