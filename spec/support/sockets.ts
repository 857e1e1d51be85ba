import { readdirSync } from 'node:fs';
import koffi from 'koffi';
import { loadFfi } from '../../src/transport/linux/ffi.js';
import { loadLibc } from '../../src/transport/linux/libc.js';

// Sockets that any machine has, to stand in for the management channel.

const library = koffi.load(null);
const socketpair = library.func('int socketpair(int, int, int, void *)') as Call<[number, number, number, Int32Array]>;
const connectTo = library.func('int connect(int, const void *, uint32_t)') as Call<[number, Uint8Array, number]>;
const nameOf = library.func('int getsockname(int, void *, void *)') as Call<[number, Uint8Array, Uint32Array]>;

type Call<Parameters extends unknown[]> = (...parameters: Parameters) => number;

export const libc = loadLibc(loadFfi());

const AF_UNIX = 1;
const AF_INET = 2;
const SOCK_DGRAM = 2;
const SOCK_SEQPACKET = 5;
const SOCK_CLOEXEC = 0o2000000;

const made: number[] = [];

function keep(fd: number): number {
  if (fd < 0) throw new Error(`no descriptor: ${fd}`);
  made.push(fd);
  return fd;
}

/** Two connected sockets that keep frames apart, like the management channel. */
export function socketPair(): { ours: number; theirs: number } {
  const pair = new Int32Array(2);
  if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, pair) < 0) throw new Error('no socketpair');
  return { ours: keep(pair[0] ?? -1), theirs: keep(pair[1] ?? -1) };
}

/** A UDP socket on this machine and one that sends to it. Unlike a pair it drops what does not fit, and counts that. */
export function datagramPair(): { ours: number; theirs: number } {
  const ours = keep(libc.socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0));
  const theirs = keep(libc.socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0));
  const address = new Uint8Array(16);
  address.set([...new Uint8Array(Uint16Array.of(AF_INET).buffer), 0, 0, 127, 0, 0, 1]);
  if (libc.bind(ours, address) < 0) throw new Error('no bind');
  nameOf(ours, address, Uint32Array.of(16));
  if (connectTo(theirs, address, 16) < 0) throw new Error('no connect');
  return { ours, theirs };
}

/** Makes errors of the receiver's side come back to `fd`: connects it to where nobody listens. */
export function connectToNobody(fd: number): void {
  const { ours, theirs } = datagramPair();
  const address = new Uint8Array(16);
  nameOf(ours, address, Uint32Array.of(16));
  closeSocket(ours);
  closeSocket(theirs);
  if (connectTo(fd, address, 16) < 0) throw new Error('no connect');
}

/** Whoever gets this one closes it. */
export function giveAway(fd: number): number {
  made.splice(made.indexOf(fd), 1);
  return fd;
}

export function closeSocket(fd: number): void {
  made.splice(made.indexOf(fd), 1);
  libc.close(fd);
}

/** Call it after each case. */
export function closeSockets(): void {
  for (const fd of made.splice(0)) libc.close(fd);
}

/** How many descriptors this process has open. */
export function openDescriptors(): number {
  return readdirSync('/proc/self/fd').length;
}
