import koffi from 'koffi';

/** The socket as koffi gives it, without anything around it: what the library is held against. */
const libc = koffi.load(null);
const socketpair = libc.func('int socketpair(int, int, int, void *)') as (
  ...args: [number, number, number, Int32Array]
) => number;
const setsockopt = libc.func('int setsockopt(int, int, int, const void *, uint32_t)') as (
  ...args: [number, number, number, Int32Array, number]
) => number;

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

/** Sends as many copies as fit, at most `count`, and says how many. */
export function fill(fd: number, frame: Uint8Array, count: number): number {
  let sent = 0;
  while (sent < count && send(fd, frame, frame.length, 0) === frame.length) sent++;
  return sent;
}
