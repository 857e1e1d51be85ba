import { capabilityAdvice, HOST_NETWORK } from '../capability-advice.js';
import type { Finding } from '../diagnosis.js';
import type { Examination } from '../examination.js';
import { finding } from '../finding.js';

/** What keeps a process from a management socket, or from using it. */

function platform({ platform, arch, hasMusl, failure }: Examination): Finding[] {
  if (failure?.code === 'NOT_LINUX') {
    const advice = ['Run it on Linux, or take createSimulator() of rx-btmgmt/simulator for a simulated kernel.'];
    const why = `The Bluetooth management API is part of the Linux kernel, and this is ${platform}.`;
    return [finding('NotLinux', why, advice, { platform })];
  }
  if (failure?.code !== 'NO_KOFFI') return [];
  const { message: reason } = failure;
  const details = { platform: `${platform}-${arch}${hasMusl ? '-musl' : ''}`, reason };
  return [finding('KoffiMissing', reason, koffiAdvice(arch, hasMusl), details)];
}

function thread({ isMainThread }: Examination): Finding[] {
  if (isMainThread) return [];
  return [
    finding(
      'WorkerThread',
      'This is a worker thread. A socket that is read there would crash the process when the worker ends.',
      ['Open hciSocket() in the main thread, and hand frames or events to the worker with postMessage().'],
      {},
    ),
  ];
}

function koffiAdvice(arch: string, hasMusl: boolean): string[] {
  return [
    'npm install koffi@^3.3.3, without --omit=optional and --no-optional',
    'Was node_modules installed on another machine, or copied into a container? koffi comes with a binary for each platform: run npm ci on this one.',
    ...(arch === 'arm' || (hasMusl && !['x64', 'arm64'].includes(arch))
      ? [
          'There are binaries for x64, arm64 and ARMv7 (with glibc 2.34 or later), none for ARMv6; on others koffi has to be compiled: a compiler and CMake must be there when it is installed.',
        ]
      : []),
  ];
}

/** By the rule of the platform. */
const OTHERWISE_TOLD: readonly string[] = ['NOT_LINUX', 'NO_KOFFI'];

function socket({ failure, process, hasBluetooth, kernel }: Examination): Finding[] {
  if (failure === undefined || OTHERWISE_TOLD.includes(failure.code)) return [];
  const { code: errno, syscall, message } = failure;
  if (errno !== 'EAFNOSUPPORT') {
    const isForbidden = errno === 'EACCES' || errno === 'EPERM';
    return [finding(isForbidden ? 'SocketForbidden' : 'SocketFailed', message, [], { syscall, errno })];
  }
  const isElsewhere = process.inHostNetwork !== true && (process.inHostNetwork === false || process.inContainer);
  if (!hasBluetooth) return [noBluetooth(kernel)];
  if (isElsewhere) return [];
  return [
    finding(
      'SocketForbidden',
      'The kernel has Bluetooth, and this is the network of the host, but sockets of Bluetooth are refused: by a filter of this process.',
      [
        'systemd: where the unit has RestrictAddressFamilies=, add AF_BLUETOOTH.',
        'A container: allow socket(AF_BLUETOOTH, …) in its seccomp profile.',
      ],
      { syscall, errno },
    ),
  ];
}

function noBluetooth(kernel: string): Finding {
  const isWindows = /microsoft/i.test(kernel);
  return finding(
    'NoBluetooth',
    `The running kernel, ${kernel}, has no Bluetooth: its module "bluetooth" is not there, blacklisted, or was not built.`,
    isWindows
      ? ['The kernel of WSL has no Bluetooth: build one with CONFIG_BT, or use a machine with Linux.']
      : [
          'sudo modprobe bluetooth',
          'If there is no such module: install the package with the other modules of this kernel (Ubuntu: linux-modules-extra-$(uname -r)), or another kernel.',
          'If it is blacklisted: grep -r bluetooth /etc/modprobe.d',
        ],
    {},
  );
}

function network({ process, management }: Examination): Finding[] {
  if (process.inHostNetwork !== false || management !== undefined) return [];
  return [
    finding(
      'NoHostNetwork',
      'This process has a network of its own, as containers have, and the kernel offers Bluetooth only in the network of the host.',
      HOST_NETWORK,
      {},
    ),
  ];
}

function capability(examination: Examination): Finding[] {
  const { process, management } = examination;
  const details = { capability: 'CAP_NET_ADMIN' } as const;
  if (management?.isTrusted === true || process.isAdmin === undefined) return [];
  if (!process.isAdmin) {
    return [
      finding(
        'MissingCapability',
        'This process lacks the capability CAP_NET_ADMIN: it may read, but not switch, discover, advertise or pair.',
        capabilityAdvice(examination),
        details,
      ),
    ];
  }
  if (management === undefined && !process.inUserNamespace) return [];
  return [
    finding(
      'CapabilityIneffective',
      process.inUserNamespace
        ? 'This process has CAP_NET_ADMIN only in a user namespace, such as that of a rootless container; the kernel asks for it in the first one.'
        : 'This process has CAP_NET_ADMIN, but the kernel does not let it count: a security module (SELinux, AppArmor) may forbid it.',
      process.inUserNamespace
        ? [
            'Run the container as root: sudo docker run …, sudo podman run …',
            'Or let a privileged parent open the socket, and pass it as "fd" to hciSocket().',
          ]
        : ['Look for denials: sudo dmesg | grep -i denied'],
      details,
    ),
  ];
}

function answers({ unanswered }: Examination): Finding[] {
  if (unanswered === undefined) return [];
  const { command, index } = unanswered;
  return [
    finding(
      'NotAnswering',
      `The kernel took ${command}${index === null ? '' : ` for hci${index}`} and did not answer it.`,
      [
        'See what hangs: sudo dmesg | grep -i -e bluetooth -e hci. A driver that does not let go needs its adapter unplugged, or a restart.',
      ],
      { command, index },
    ),
  ];
}

export const access = (examination: Examination): Finding[] =>
  [platform, thread, network, socket, answers, capability].flatMap((rule) => rule(examination));
