import type { FindingCode } from 'rx-btmgmt/linux';
import { findingKinds } from '../../../../src/transport/linux/doctor/finding-kinds.js';
import type { Libc } from '../../../../src/transport/linux/libc.js';
import { loadFfi } from '../../../../src/transport/linux/ffi.js';
import type { World } from '../../../controllers/world.js';
import { diagnosisOf, type Condition } from './patient.js';

const [EPERM, EMFILE, EAFNOSUPPORT] = [1, 24, 97];
const refusing = (errno: number): Condition['system'] => ({ socket: () => -errno });
const status = (effective: bigint, bounding = ~0n, more = '') =>
  `CapEff:\t${BigInt.asUintN(41, effective).toString(16).padStart(16, '0')}\nCapBnd:\t${BigInt.asUintN(41, bounding).toString(16)}\n${more}`;
const UNPRIVILEGED = { '/proc/self/status': status(0n) };
const CONTAINER_NETWORK = { '/proc/sys/net/core': ['somaxconn', 'optmem_max'] };

const power =
  (on: boolean) =>
  (world: World): void =>
    void world.do(world.program().command$('SetPowered', 0, on));

const ready = (world: World): void => {
  world.do(world.program().command$('SetLowEnergy', 0, true));
  power(true)(world);
};

/** A discovery; sleep; off while asleep; wake up; on. */
function fallIll(world: World): void {
  const program = world.program();
  ready(world);
  world.do(program.command$('StartDiscovery', 0, ['LEPublic', 'LERandom']));
  world.simulator.suspend();
  world.pass(10);
  power(false)(world);
  world.simulator.resume();
  power(true)(world);
}

/** For each finding a condition that shows it, what is known of it then, and what is said to whom has it. */
const CASES: Readonly<Record<FindingCode, readonly [Condition, object, RegExp]>> = {
  NotLinux: [
    { surroundings: { platform: 'darwin', system: () => loadFfi('darwin') as never } },
    { platform: 'darwin' },
    /this is darwin.*\n.*createSimulator/,
  ],
  KoffiMissing: [
    {
      surroundings: {
        arch: 'arm',
        system: () =>
          loadFfi('linux', () => {
            throw new Error("Cannot find module 'koffi'");
          }) as never,
      },
      folders: { '/lib': ['ld-musl-armhf.so.1'] },
    },
    { platform: 'linux-arm-musl', reason: expect.stringContaining("Cannot find module 'koffi'") },
    /npm install koffi@\^3.*npm ci.*ARMv6/s,
  ],
  WorkerThread: [{ surroundings: { isMainThread: false } }, {}, /main thread.*postMessage/s],
  NoHostNetwork: [
    { system: refusing(EAFNOSUPPORT), folders: CONTAINER_NETWORK },
    {},
    /network of its own.*docker run --network=host.*network_mode: host/s,
  ],
  NoBluetooth: [
    { system: refusing(EAFNOSUPPORT), folders: { '/sys/module/bluetooth': [], '/sys/class/bluetooth': [] } },
    {},
    /6\.12\.0-test, has no Bluetooth.*sudo modprobe bluetooth.*linux-modules-extra/s,
  ],
  SocketForbidden: [{ system: refusing(EPERM) }, { syscall: 'socket', errno: 'EPERM' }, /security policy/],
  SocketFailed: [{ system: refusing(EMFILE) }, { syscall: 'socket', errno: 'EMFILE' }, /ulimit -n/],
  NotAnswering: [
    { before: ({ simulator }) => void simulator.faults.dropReplies({ command: 'ReadControllerInformation' }) },
    { command: 'ReadControllerInformation', index: 0 },
    /ReadControllerInformation for hci0.*dmesg/s,
  ],
  MissingCapability: [
    { files: UNPRIVILEGED, socket: { trusted: false } },
    { capability: 'CAP_NET_ADMIN' },
    /sudo setcap cap_net_admin\+ep \/usr\/bin\/node.*AmbientCapabilities=CAP_NET_ADMIN.*--cap-add=NET_ADMIN.*cap_add: \[NET_ADMIN\]/s,
  ],
  CapabilityIneffective: [
    { files: { '/proc/self/uid_map': '         0       1000          1\n' }, socket: { trusted: false } },
    { capability: 'CAP_NET_ADMIN' },
    /only in a user namespace.*sudo docker run/s,
  ],
  NoController: [{ simulator: { controllers: [] }, folders: { '/sys/class/bluetooth': [] } }, {}, /lsusb.*disable-bt/s],
  RfkillBlocked: [
    { surroundings: { rfkill: () => [{ id: 3, name: 'hci0', index: 0, soft: true, hard: false }] } },
    { index: 0, address: expect.stringMatching(/^([0-9A-F]{2}:){5}/), rfkill: 3, soft: true, hard: false },
    /hci0 is blocked by software.*"Failed".*rfkill unblock 3/s,
  ],
  UserChannel: [
    {
      folders: { '/sys/class/bluetooth': ['hci0', 'hci1'], '/proc': ['1000', '2000', 'self'], '/proc/2000/fd': ['5'] },
      files: {
        '/proc/net/hci': 'sk RefCnt Rmem Wmem User Inode Parent\n00000000505ca320 2 0 0 0 1297 0\n',
        '/proc/2000/comm': 'bumble\n',
      },
      links: { '/proc/2000/fd/5': 'socket:[1297]' },
      system: { ioctlInto: withFlags(0b101) },
    },
    { index: 1, address: null, programs: [{ pid: 2000, name: 'bumble' }] },
    /taken hci1 for itself.*bumble \(pid 2000\)/s,
  ],
  NotSetUp: [
    { folders: { '/sys/class/bluetooth': ['hci0', 'hci1'] }, system: { ioctlInto: withFlags(0b100) } },
    { index: 1, address: null },
    /hci1 is there.*firmware/s,
  ],
  Unconfigured: [
    { simulator: { controllers: [{ missing: ['PublicAddress', 'ExternalConfiguration'] }] } },
    { index: 0, missingOptions: expect.objectContaining({ PublicAddress: true, ExternallyConfigured: true }) },
    /SetPublicAddress', 0.*SetExternalConfiguration', 0/s,
  ],
  DiscoveryStuck: [
    { before: fallIll },
    { index: 0, address: expect.any(String) },
    /hci0 starts no discovery.*Plug the adapter in again/s,
  ],
  PoweredOff: [{}, { index: 0, address: expect.any(String) }, /hci0 is switched off.*SetPowered', 0, true/s],
  LowEnergyOff: [{}, { index: 0, address: expect.any(String) }, /Rejected.*SetLowEnergy', 0, true/s],
  ReceiveBufferCapped: [
    { receiveBuffer: 425_984 },
    { receiveBuffer: 425_984, wanted: 8_388_608 },
    /425984 bytes.*sysctl -w net\.core\.rmem_max=4194304/s,
  ],
  KernelTooOld: [
    { simulator: { kernel: '6.12' } },
    { commands: ['LoadConnectionSubrate', 'SendHCICommandAndWaitForEvent'] },
    /does not know LoadConnectionSubrate, Send/,
  ],
  BluetoothdHidden: [
    { surroundings: { bluetoothd: () => ({ state: 'unknown', reason: 'this is a container' }) } },
    { capability: 'CAP_NET_RAW' },
    /this is a container\..*--cap-add=NET_RAW/s,
  ],
  BluetoothdRunning: [
    { surroundings: { bluetoothd: () => ({ state: 'running', pid: 321 }) } },
    { pid: 321 },
    /bluetoothd runs \(pid 321\)/,
  ],
};

/** What HCIGETDEVINFO says of any controller. */
function withFlags(flags: number): Libc['ioctlInto'] {
  return (_fd, _request, value) => {
    new Uint32Array(value.buffer)[4] = flags;
    return 0;
  };
}

const HEALTHY: Condition = { before: ready };
const codes = Object.keys(findingKinds) as FindingCode[];

describe('The doctor', () => {
  it.each(codes)('finds %s, and says what to do', (code) => {
    const [condition, details, text] = CASES[code];
    const diagnosis = diagnosisOf(condition);
    const found = diagnosis.findings.find((finding) => finding.code === code);
    expect(found).toMatchObject({ code, severity: findingKinds[code].severity, ...details });
    expect(diagnosis.text).toContain(`${String(found?.severity)} ${code}: ${String(found?.message)}`);
    expect([found?.message, ...(found?.advice ?? [])].join('\n')).toMatch(text);
  });

  it('finds nothing where all is well, and says so', () => {
    const { severity, findings, text } = diagnosisOf(HEALTHY, { commands: ['SetPowered'] });
    expect(severity).toBe(null);
    expect(findings).toEqual([]);
    expect(text).toMatch(
      /^rx-btmgmt doctor: nothing is wrong\nLinux 6.12.0-test, Node 20.19.0, management API 1\.\d+\nhci0 .* on\n$/,
    );
  });
});
