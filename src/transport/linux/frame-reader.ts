import { EACCES, EAGAIN, ENOSYS, EPERM } from './errno.js';
import type { Ffi } from './ffi.js';
import type { Libc } from './libc.js';
import { allocateReceiveBuffers, type ReceiveBuffers } from './receive-buffers.js';

/** What was in a socket. */
export interface Reading {
  /** In order; each has memory of its own. */
  readonly frames: readonly Uint8Array[];
  /** Why these are all: `EAGAIN` if the socket is empty now, 0 if there may be more, or what went wrong. */
  readonly errno: number;
}

/** Takes what waits in a socket, but not more than `limit` frames. Never waits. */
export type FrameReader = (fd: number, limit: number) => Reading;

/** How many frames one call takes at most. With more of them a frame would hardly get cheaper. */
const SLOTS = 64;

const NONE: readonly Uint8Array[] = [];

/**
 * Reads with one `recvmmsg` what takes a `recv` for each frame and one more to learn that there is no other. On machines
 * with dear system calls (mitigations, virtual machines, small boards) that is most of what an event costs.
 *
 * Where the call is missing, or forbidden by a filter (seccomp) that knows only the older one, it is a `recv` for each
 * frame.
 *
 * One for all sockets: a reading leaves nothing in its memory.
 */
export function createFrameReader(libc: Libc, ffi: Pick<Ffi, 'address' | 'sizeof'>): FrameReader {
  let buffers: ReceiveBuffers | undefined;
  let takesSeveral = true;

  const readSeveral = ({ headers, copy, lengthOf }: ReceiveBuffers, fd: number, limit: number): Reading => {
    const count = libc.recvmmsg(fd, headers, limit);
    if (count < 0) return { frames: NONE, errno: -count };
    const frames: Uint8Array[] = [];
    for (let i = 0; i < count; i++) frames.push(copy(i, lengthOf(i)));
    // It stops early because there is no more, or because of an error, which it then keeps for the next call
    // (`do_recvmmsg` in net/socket.c).
    return { frames, errno: count < limit ? EAGAIN : 0 };
  };

  const readOne = ({ first, copy }: ReceiveBuffers, fd: number): Reading => {
    const length = libc.recv(fd, first);
    return length < 0 ? { frames: NONE, errno: -length } : { frames: [copy(0, length)], errno: 0 };
  };

  return (fd, limit) => {
    buffers ??= allocateReceiveBuffers(ffi, SLOTS);
    if (takesSeveral) {
      const reading = readSeveral(buffers, fd, Math.min(limit, SLOTS));
      if (!isMissing(reading.errno)) return reading;
      takesSeveral = false;
    }
    return readOne(buffers, fd);
  };
}

/** What the kernel, or a filter in front of it, says of calls that it does not know. If `recv` is forbidden, too, it says so. */
function isMissing(errno: number): boolean {
  return errno === ENOSYS || errno === EPERM || errno === EACCES;
}
