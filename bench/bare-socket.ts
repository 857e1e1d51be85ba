import koffi from 'koffi';

/** The socket as koffi gives it, without anything around it: what the library is held against. */
const libc = koffi.load(null);
const socketpair = libc.func('int socketpair(int, int, int, void *)') as (
  ...args: [number, number, number, Int32Array]
) => number;
const setsockopt = libc.func('int setsockopt(int, int, int, const void *, uint32_t)') as (
  ...args: [number, number, number, Int32Array, number]
) => number;

const socket = libc.func('int socket(int, int, int)') as (...args: [number, number, number]) => number;
const bind = libc.func('int bind(int, const void *, uint32_t)') as (...args: [number, Uint16Array, number]) => number;

export const recv = libc.func('intptr_t recv(int, void *, size_t, int)') as (
  ...args: [number, Uint8Array, number, number]
) => number;
export const send = libc.func('intptr_t send(int, const void *, size_t, int)') as (
  ...args: [number, Uint8Array, number, number]
) => number;
export const close = libc.func('int close(int)') as (fd: number) => number;

const AF_UNIX = 1;
const SOCK_SEQPACKET = 5;
const SOCK_NONBLOCK = 0o4000;
const SOL_SOCKET = 1;
const SO_SNDBUFFORCE = 32;
const SO_SNDBUF = 7;
const SEND_BUFFER = 8 * 1024 * 1024;

/** Two connected ends that keep frames apart, as the kernel's channel does. */
export function pair(): readonly [ours: number, theirs: number] {
  const fds = new Int32Array(2);
  if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_NONBLOCK, 0, fds) < 0) throw new Error('socketpair failed');
  const [ours = -1, theirs = -1] = fds;
  for (const option of [SO_SNDBUF, SO_SNDBUFFORCE])
    setsockopt(theirs, SOL_SOCKET, option, Int32Array.of(SEND_BUFFER), 4);
  return [ours, theirs];
}

const AF_BLUETOOTH = 31;
const SOCK_RAW = 3;
const BTPROTO_HCI = 1;
const HCI_DEV_NONE = 0xffff;
const HCI_CHANNEL_CONTROL = 3;
const SO_RCVBUFFORCE = 33;

/** A socket of the kernel's management channel, with room for some ten thousand events. Needs root. */
export function controlSocket(): number {
  const fd = socket(AF_BLUETOOTH, SOCK_RAW | SOCK_NONBLOCK, BTPROTO_HCI);
  if (fd < 0) throw new Error('There is no Bluetooth here.');
  if (bind(fd, Uint16Array.of(AF_BLUETOOTH, HCI_DEV_NONE, HCI_CHANNEL_CONTROL), 6) < 0) throw new Error('bind failed');
  setsockopt(fd, SOL_SOCKET, SO_RCVBUFFORCE, Int32Array.of(SEND_BUFFER / 2), 4);
  return fd;
}

/** Sends as many copies as fit, at most `count`, and says how many. */
export function fill(fd: number, frame: Uint8Array, count: number): number {
  let sent = 0;
  while (sent < count && send(fd, frame, frame.length, 0) === frame.length) sent++;
  return sent;
}
