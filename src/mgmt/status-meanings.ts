import type { Status } from '../protocol/enums/status.js';

/** What each status means in an answer, and what to do: the mapping of net/bluetooth/mgmt.c is coarse. */
export const statusMeanings: Readonly<Record<Exclude<Status, 'Success'>, string>> = {
  UnknownCommand: 'The running kernel does not know this command: it is too old for it.',
  NotConnected: 'There is no connection to that device.',
  Failed: 'It did not work, and the kernel does not say why. `dmesg` may.',
  ConnectFailed: 'The device could not be reached: it is off, out of range, or connected to another host.',
  AuthenticationFailed:
    'Pairing failed, or the controller did not answer in time, which the kernel reports in the same way.',
  NotPaired: 'There is no pairing with that device.',
  NoResources: 'The kernel is out of memory, or the controller has no room for more.',
  Timeout: 'The device or the controller did not answer in time.',
  AlreadyConnected: 'There is a connection to that device already.',
  Busy: 'Something that excludes it is still going on; try again later.',
  Rejected: 'The state of the controller does not allow it.',
  NotSupported: 'The controller or the kernel does not have this feature.',
  InvalidParameters: 'The kernel or the controller does not accept these values or their length.',
  Disconnected: 'The connection has ended, or there was none.',
  NotPowered: 'Switch the controller on first, with SetPowered.',
  Cancelled: 'A program has cancelled it, or the controller was switched off or removed meanwhile.',
  InvalidIndex:
    'There is no such controller, or not any more: it may be unplugged, still starting, or taken over by a program that uses it alone.',
  RFKilled: 'The radio is blocked: see `rfkill list`, then `rfkill unblock bluetooth`, or a switch on the machine.',
  AlreadyPaired: 'There is a pairing with that device already.',
  PermissionDenied:
    'The process that opened the socket needs the capability CAP_NET_ADMIN: run it as root, give it to the program ' +
    '(setcap cap_net_admin+ep on the node binary), or let systemd do it (AmbientCapabilities=CAP_NET_ADMIN). ' +
    'In a container it takes host networking and --cap-add NET_ADMIN.',
};
