import type { Drops } from '../../transport/transport.js';

/** What Linux charges for a frame besides its bytes: struct skb_shared_info, which stands behind them, and struct sk_buff. */
const SHARED_INFO = 320;
const SK_BUFF = 256;
/** The memory of a frame is at least that large; larger ones double it (kmalloc_size_roundup in mm/slab_common.c). */
const SMALLEST = 512;

/** What waiting costs a frame of the receive buffer (SKB_TRUESIZE in include/linux/skbuff.h): 768 for a small event. */
function chargeOf(length: number): number {
  let memory = SMALLEST;
  while (memory < length + SHARED_INFO) memory *= 2;
  return memory + SK_BUFF;
}

/** Frames that a program has not read yet, and how many did not fit. */
export class ReceiveQueue {
  readonly #limit: number;
  #frames: Uint8Array[] = [];
  #used = 0;
  #dropped = 0;
  #total = 0;

  /** @param receiveBuffer in bytes as SO_RCVBUF takes them: the kernel keeps books with twice that */
  constructor(receiveBuffer: number) {
    this.#limit = 2 * receiveBuffer;
  }

  /** False if there is no room: the frame is dropped (__sock_queue_rcv_skb in net/core/sock.c, which looks before it adds). */
  push(frame: Uint8Array): boolean {
    if (this.#used >= this.#limit) {
      this.lose();
      return false;
    }
    this.#used += chargeOf(frame.length);
    this.#frames.push(frame);
    return true;
  }

  /** Counts a frame that is dropped. */
  lose(): void {
    this.#dropped++;
    this.#total++;
  }

  /** All that waits. */
  take(): readonly Uint8Array[] {
    const frames = this.#frames;
    this.#frames = [];
    this.#used = 0;
    return frames;
  }

  /** What was dropped since this was asked last, if something was. */
  takeDrops(): Drops | undefined {
    if (this.#dropped === 0) return undefined;
    const drops = { dropped: this.#dropped, total: this.#total };
    this.#dropped = 0;
    return drops;
  }
}
