import { getSystemErrorName } from 'node:util';
import { TransportError } from '../errors.js';

/** The error numbers that the library itself acts on. They are the same on every architecture that Node runs on. */
export const EINTR = 4;
export const EAGAIN = 11;

/** The name of an error number of Linux, such as `'EPERM'`; `'E77'` for one that Node has no name for. */
export function errnoName(errno: number): string {
  const name = getSystemErrorName(-errno);
  return /^E[A-Z0-9]+$/.test(name) ? name : `E${errno}`;
}

/** The error of a system call: what happened, why, and what to do about it. `errno` is positive. */
export function errnoError(syscall: string, errno: number): TransportError {
  const code = errnoName(errno);
  const text = advice[`${syscall} ${code}`] ?? advice[code] ?? 'The kernel refused.';
  return new TransportError(code, syscall, errno, `${syscall} failed with ${code}: ${text}`);
}

/** The result of a system call, or its error. */
export function checked(syscall: string, result: number): number {
  if (result < 0) throw errnoError(syscall, -result);
  return result;
}

const notPermitted =
  'A security policy (seccomp, SELinux, AppArmor) forbids it; the kernel itself asks for no privilege here. ' +
  'Let the policy allow AF_BLUETOOTH sockets, or have a privileged parent open the socket and pass it as "fd".';

/** From net/bluetooth/af_bluetooth.c, hci_sock.c and mgmt.c of Linux 6.12. */
const advice: Readonly<Record<string, string>> = {
  'socket EAFNOSUPPORT':
    'There is no Bluetooth here. Either this kernel has none: the module "bluetooth" is missing or blacklisted, try ' +
    '"modprobe bluetooth". Or this is a container with a network of its own, and the kernel offers Bluetooth only in ' +
    'the host\'s: use host networking ("docker run --network=host").',
  'socket EPROTONOSUPPORT':
    'This kernel has Bluetooth, but no HCI sockets. Try "modprobe bluetooth", or use a kernel built with CONFIG_BT_LE ' +
    'or CONFIG_BT_BREDR.',
  'socket EPERM': notPermitted,
  'socket EACCES': notPermitted,
  'bind EPERM': notPermitted,
  'bind EACCES': notPermitted,
  'bind EINVAL':
    'This kernel does not offer the Bluetooth management channel: it is older than 3.4 or built without it.',
  'send EINVAL':
    'The frame is malformed and was not sent: it is shorter than its header, its length field does not fit, or it is ' +
    'longer than the socket allows (65 535 bytes, on kernels older than 5.16 only 1 028).',
  'send ENETDOWN': 'The controller is powered off, and this command needs it on. Send SetPowered first.',
  'send ENODEV': 'The controller has just been removed.',
  'send EIO': 'The controller did not do it, or has just failed.',
  'send EEXIST': 'What the command adds is there already.',
  'send ENOBUFS': 'The reply did not fit into the receive queue and is lost. Read faster, or raise "receiveBuffer".',
  'send ENOMEM':
    'The reply did not fit into the receive queue and is lost, or the kernel is out of memory. Read faster, or raise ' +
    '"receiveBuffer".',
  'send EAGAIN': 'The send queue is full and nothing was sent. Send the frame again later.',
  'send EINTR': 'A signal came while the kernel was at it; whether the command was carried out is unknown.',
  'send EMSGSIZE': 'The frame is longer than the socket allows, and was not sent.',
  'send EPIPE': 'The other end has closed the socket. Subscribe again.',
  'send ENOTCONN': 'This is not a bound management socket. Pass one that was bound to HCI_CHANNEL_CONTROL as "fd".',
  'recv ENOTCONN': 'This is not a bound management socket. Pass one that was bound to HCI_CHANNEL_CONTROL as "fd".',
  'recv ECONNRESET': 'The other end has closed the socket. Subscribe again.',
  'getsockopt ENOTSOCK': 'The descriptor is not a socket. Pass a management socket as "fd".',
  'setsockopt ENOTSOCK': 'The descriptor is not a socket. Pass a management socket as "fd".',
  EBADF:
    'The descriptor is not open in this process. "fd" must be the number of an open socket; a parent must let the ' +
    'child inherit it.',
  EMFILE: 'This process has too many open descriptors. Look for a leak, or raise its limit ("ulimit -n").',
  ENFILE: 'The system has too many open files.',
  ENOMEM: 'The kernel is out of memory.',
  ENOBUFS: 'The kernel is out of memory.',
};
