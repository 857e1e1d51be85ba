/** The advice of an error number for one system call; `any` for all others. */
type BySyscall = Readonly<
  { any: string } & Partial<Record<'socket' | 'bind' | 'send' | 'recv' | 'open' | 'ioctl' | 'listen', string>>
>;

const notPermitted =
  'A security policy (seccomp, SELinux, AppArmor) forbids it; the kernel itself asks for no privilege here. ' +
  'Let the policy allow AF_BLUETOOTH sockets, or have a privileged parent open the socket and pass it as "fd".';
const noManagementSocket =
  'This is not a bound management socket. Pass one that was bound to HCI_CHANNEL_CONTROL as "fd".';
const noSocket = 'The descriptor is not a socket. Pass a management socket as "fd".';
const otherEndClosed = 'The other end has closed the socket. Subscribe again.';
const noMemory = 'The kernel is out of memory.';
const replyLost =
  'The reply did not fit into the receive queue and is lost, or the kernel is out of memory. Read faster, or raise "receiveBuffer".';

/**
 * Error numbers of Linux that the way to the kernel may fail with, and what to do: from net/bluetooth/af_bluetooth.c,
 * hci_sock.c, hci_sync.c and mgmt.c of Linux 6.12, and open(2), socket(7), send(2) and recv(2).
 */
export const errnoAdvice = {
  EACCES: { any: notPermitted, listen: 'Ports below 1024 need a privilege (CAP_NET_BIND_SERVICE).' },
  EADDRINUSE: { any: 'Another program listens there. Give another port, or 0 for any that is free.' },
  EADDRNOTAVAIL: { any: 'This machine does not have the address that a bridge should listen at.' },
  EAFNOSUPPORT: {
    any:
      'There is no Bluetooth here. Either this kernel has none: the module "bluetooth" is missing or blacklisted, try ' +
      '"modprobe bluetooth". Or this is a container with a network of its own, and the kernel offers Bluetooth only in ' +
      'the host\'s: use host networking ("docker run --network=host").',
  },
  EAGAIN: { any: 'The send queue is full and nothing was sent. Send the frame again later.' },
  EALREADY: { any: 'It is being done already, or the socket is bound already. Wait for it.' },
  EBADF: {
    any:
      'The descriptor is not open in this process. "fd" must be the number of an open socket; a parent must let the ' +
      'child inherit it.',
  },
  EBUSY: { any: 'Something that excludes it is still going on. Try again later.' },
  ECANCELED: { any: 'The controller was closed or reset while it was at it. Try again when it is there.' },
  ECONNREFUSED: { any: 'No program listens at the remote end of the socket. Subscribe again when one does.' },
  ECONNRESET: { any: otherEndClosed },
  EEXIST: { any: 'What the command adds is there already.' },
  EFAULT: { any: 'The kernel could not read the memory that it was given. Report this to the authors of rx-btmgmt.' },
  EINTR: { any: 'A signal came while the kernel was at it; whether the command was carried out is unknown.' },
  EINVAL: {
    open: 'A capture goes into a file, a FIFO or a terminal, and comes from a file.',
    bind: 'This kernel does not offer the Bluetooth management channel: it is older than 3.4 or built without it.',
    any:
      'The frame is malformed and was not sent: it is shorter than its header, its length field does not fit, or it is ' +
      'longer than the socket allows (65 535 bytes, on kernels older than 5.16 only 1 028).',
  },
  EIO: { any: 'The controller did not do it, or has just failed.' },
  EISDIR: { any: 'The path of a capture leads to a directory.' },
  EMFILE: { any: 'This process has too many open descriptors. Look for a leak, or raise its limit ("ulimit -n").' },
  EMSGSIZE: { any: 'The frame is longer than the socket allows, and was not sent.' },
  ENETDOWN: { any: 'The controller is powered off, and this command needs it on. Send SetPowered first.' },
  ENFILE: { any: 'The system has too many open files.' },
  ENOBUFS: { any: noMemory, send: replyLost },
  ENODATA: { any: 'The controller answered without what was asked for.' },
  ENODEV: { any: 'The controller has just been removed.' },
  ENOENT: { any: 'What the command is about is not there, or not any more.' },
  ENOMEM: { any: noMemory, send: replyLost },
  ENOPROTOOPT: { any: 'This kernel does not know an option of the socket: it is too old.' },
  ENOSPC: { any: 'The controller or the disk has no room for more.' },
  ENOTCONN: { any: noManagementSocket },
  ENOTSOCK: { any: noSocket },
  ENXIO: { any: 'The FIFO that a capture goes into has no reader. Start the reader first.' },
  EOPNOTSUPP: { any: 'The controller, or a socket of this kind, can not do that.' },
  EPERM: { any: notPermitted, ioctl: 'Taking a controller up or down needs CAP_NET_ADMIN.' },
  EPIPE: { any: otherEndClosed },
  EPROTONOSUPPORT: {
    any:
      'This kernel has Bluetooth, but no HCI sockets. Try "modprobe bluetooth", or use a kernel built with CONFIG_BT_LE ' +
      'or CONFIG_BT_BREDR.',
  },
  ERFKILL: { any: 'A switch blocks the radio. "rfkill list" shows which one.' },
  ESHUTDOWN: { any: otherEndClosed },
  ESOCKTNOSUPPORT: { any: 'This kernel has no raw sockets for Bluetooth.' },
  ETIMEDOUT: {
    any: 'The controller did not answer in time. Switching it off and on, or plugging it in again, may help.',
  },
} as const satisfies Readonly<Record<string, BySyscall>>;

/** What the library itself refuses, or notices; `errno` is 0 then. */
export const ownAdvice = {
  CLOSED:
    'A frame was sent while the transport was closed, or it has ended: it is open while `frames$` has subscribers.',
  DISCONNECTED:
    'The connection to a bridge broke. It is made again by itself, unless `frames$` has failed with this. Whether a command that waited for its answer was carried out is not known: look, and send it again.',
  HANGUP: 'The other end of the socket is gone. The kernel never is: it was a descriptor of your own. Subscribe again.',
  IN_USE: 'Another open transport reads from that descriptor already: each would get only some of the frames.',
  NOT_IN_CAPTURE: 'A replay was asked for what its capture does not have. See `mode` of `replay`.',
  NOT_LINUX: 'The management API is part of the Linux kernel. Use another transport here, such as the simulator.',
  NO_KOFFI: 'The optional dependency koffi is missing, too old or broken: "npm install koffi".',
  NO_NODE:
    'A function that needs Node was called in a browser, or in a bundle for one. The message says what to do instead.',
  REFUSED: 'A bridge does not take this client: its token, its origin or its version. The message says which.',
  SHORT_SEND: 'Only a part of the frame was sent, so that it is no management socket. Pass one as "fd".',
  UNREACHABLE: 'There is no way to a bridge. Is it running, and is the URL right? Subscribe again to try again.',
  WORKER_THREAD: 'The socket was opened in a worker thread, which would crash the process. Open it in the main thread.',
} as const satisfies Readonly<Record<string, string>>;

/**
 * Why the way to the kernel failed: the name of an error number of Linux, or what the library itself refuses. Numbers that
 * the table in docs/errors.md does not list come as `E` and the number, such as `'E77'`.
 */
export type TransportErrorCode = keyof typeof errnoAdvice | keyof typeof ownAdvice | `E${number}`;

export const isKnownErrno = (name: string): name is keyof typeof errnoAdvice => Object.hasOwn(errnoAdvice, name);

/** What to do about an error number; empty if nothing is known about it. */
export function adviceOnErrno(name: TransportErrorCode, syscall: string): string {
  if (!isKnownErrno(name)) return '';
  const bySyscall: Readonly<Record<string, string>> = errnoAdvice[name];
  return bySyscall[syscall] ?? errnoAdvice[name].any;
}
