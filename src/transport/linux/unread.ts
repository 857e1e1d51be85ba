import { fstatSync } from 'node:fs';

interface Unread {
  readonly socket: bigint;
  readonly frames: readonly Uint8Array[];
}

/** By the descriptor of the caller, so that there are never more of them than descriptors. */
const unread = new Map<number, Unread>();

/**
 * Keeps frames that were taken out of a socket of the caller's, but had no subscriber any more, for whoever subscribes
 * to it next. `fd` is the caller's descriptor, `duplicate` one that is surely open.
 */
export function keepUnread(fd: number, duplicate: number, frames: readonly Uint8Array[]): void {
  if (frames.length > 0) unread.set(fd, { socket: socketOf(duplicate), frames });
}

/** What was kept of this socket. The number of its descriptor may have been another one's before. */
export function takeUnread(fd: number, duplicate: number): readonly Uint8Array[] {
  const kept = unread.get(fd);
  if (kept === undefined) return [];
  unread.delete(fd);
  return kept.socket === socketOf(duplicate) ? kept.frames : [];
}

/** Of all sockets that are open each has a number of its own, however many descriptors it has. */
function socketOf(fd: number): bigint {
  return fstatSync(fd, { bigint: true }).ino;
}
