import type { Drops } from '../transport.js';
import type { DropCounter } from './drop-counter.js';

/**
 * More than the kernel charges the receive buffer for a frame of so many bytes, on any kernel. It charges the memory that
 * it allocated: at most twice the frame, its headroom and `struct skb_shared_info` (below 1 KiB), as `kmalloc` rounds up,
 * and a `struct sk_buff` (256 bytes); see `__alloc_skb` in net/core/skbuff.c.
 */
const chargeOf = (length: number) => 4 * length + 4096;

/**
 * Knows when a socket can have lost something, so that the kernel is asked only then.
 *
 * It drops a frame when the receive buffer is full of others. All of these are read before the socket is found empty for
 * the next time, and were not there when it was found empty for the last time. So as long as what was read in between
 * would not have filled the buffer, nothing was dropped.
 */
export class LossWatch {
  /** What was read since the socket was empty, at the most that it can have been charged. Unknown at first. */
  #charge = Infinity;

  constructor(private readonly counter: DropCounter) {}

  /** A frame was read. */
  read(length: number): void {
    this.#charge += chargeOf(length);
  }

  /** Asks what was lost, if something can have been. To be called after a turn of reading. */
  check(fd: number, isEmpty: boolean): Drops | undefined {
    const isPossible = this.#charge >= this.counter.receiveBuffer;
    if (isEmpty) this.#charge = 0;
    return isPossible ? this.counter.ask(fd) : undefined;
  }
}
