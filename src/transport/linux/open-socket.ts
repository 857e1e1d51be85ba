import { checked } from './errno.js';
import type { Libc } from './libc.js';
import { DEFAULT_RECEIVE_BUFFER, type Settings } from './options.js';

export const AF_BLUETOOTH = 31;
const SOCK_RAW = 3;
const SOCK_NONBLOCK = 0o4000;
const SOCK_CLOEXEC = 0o2000000;
const BTPROTO_HCI = 1;
export const HCI_DEV_NONE = 0xffff;
const HCI_CHANNEL_CONTROL = 3;

const SOL_SOCKET = 1;
const SO_RCVBUF = 8;
const SO_RCVBUFFORCE = 33;
const SOL_BLUETOOTH = 274;
const BT_SNDMTU = 12;
const F_DUPFD_CLOEXEC = 1030;

/** Opens the management channel, or duplicates the given socket; the caller closes it. If it throws, nothing is open. */
export function openSocket(libc: Libc, settings: Settings): number {
  const fd = settings.fd === undefined ? createSocket(libc) : duplicate(libc, settings.fd);
  try {
    if (settings.fd === undefined) bindToControl(libc, fd);
    raiseMtu(libc, fd);
    setReceiveBuffer(libc, fd, settings);
    return fd;
  } catch (error) {
    libc.close(fd);
    throw error;
  }
}

/** An HCI socket that is not bound yet; the caller closes it. */
export function createSocket(libc: Libc): number {
  return checked('socket', openHciSocket(libc));
}

/** A socket that is bound to no channel yet, or the negative error number. */
export function openHciSocket(libc: Libc): number {
  // Without SOCK_CLOEXEC child processes inherit the socket, and may talk on it.
  return libc.socket(AF_BLUETOOTH, SOCK_RAW | SOCK_CLOEXEC | SOCK_NONBLOCK, BTPROTO_HCI);
}

/**
 * A descriptor of our own for the same socket. It can be closed without closing the caller's, and nothing else in this
 * process, Node included, watches it. Starts after 2, which are standard input, output and error.
 */
function duplicate(libc: Libc, fd: number): number {
  return checked('fcntl', libc.fcntl(fd, F_DUPFD_CLOEXEC, 3));
}

/** `struct sockaddr_hci`: three 16-bit numbers in the machine's byte order. */
function bindToControl(libc: Libc, fd: number): void {
  checked('bind', libc.bind(fd, Uint16Array.of(AF_BLUETOOTH, HCI_DEV_NONE, HCI_CHANNEL_CONTROL)));
}

/**
 * Lets frames of up to 65 535 bytes pass, such as long lists of keys. Kernels older than 5.16 have no such option and
 * stay at 1 028 bytes; a longer frame then fails when it is sent.
 */
function raiseMtu(libc: Libc, fd: number): void {
  libc.setsockopt(fd, SOL_BLUETOOTH, BT_SNDMTU, Uint16Array.of(0xffff));
}

function setReceiveBuffer(libc: Libc, fd: number, settings: Settings): void {
  const current = new Uint32Array(1);
  if (settings.receiveBuffer !== undefined) {
    const wanted = Uint32Array.of(settings.receiveBuffer);
    if (libc.setsockopt(fd, SOL_SOCKET, SO_RCVBUFFORCE, wanted) >= 0) return;
    checked('setsockopt', libc.setsockopt(fd, SOL_SOCKET, SO_RCVBUF, wanted));
    return;
  }
  // The kernel tells twice what was asked for. Only ever raise it: a parent may have made it larger.
  libc.getsockopt(fd, SOL_SOCKET, SO_RCVBUF, current);
  if (current[0]! >= 2 * DEFAULT_RECEIVE_BUFFER) return;
  const wanted = Uint32Array.of(DEFAULT_RECEIVE_BUFFER);
  if (libc.setsockopt(fd, SOL_SOCKET, SO_RCVBUFFORCE, wanted) >= 0) return;
  // Without privileges the kernel cuts it to net.core.rmem_max, which could be less than what a parent has set.
  if (settings.fd === undefined) libc.setsockopt(fd, SOL_SOCKET, SO_RCVBUF, wanted);
}
