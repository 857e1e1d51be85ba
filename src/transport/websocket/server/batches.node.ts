import type { Writable } from 'node:stream';

/** How long what is written may wait for more, in milliseconds. */
const WAIT = 5;
/** So many messages go out together at most: of more than 1024 pieces, two a message, the system takes a part only (IOV_MAX, writev(2)). */
const MOST = 500;

/**
 * Lets messages that are written to streams go out together: a system call for each is most of what it costs. What comes after a silence goes out at
 * the end of the turn, what follows it waits up to five milliseconds for more.
 */
export class Batches {
  /** How many messages wait. */
  readonly #held = new Map<Writable, number>();
  #isResting = true;

  constructor(
    /** What waits in one stream goes out before that when it is so much, in bytes. */
    private readonly full: number,
  ) {}

  /** A message, which is written meanwhile. */
  add(stream: Writable, write: () => void): void {
    const before = this.#held.get(stream);
    if (before === undefined) this.#hold(stream);
    const count = (before ?? 0) + 1;
    this.#held.set(stream, count);
    write();
    if (count >= MOST || stream.writableLength >= this.full) this.flush(stream);
  }

  /** What was written goes out now. */
  flush(stream: Writable): void {
    if (this.#held.delete(stream)) stream.uncork();
  }

  #hold(stream: Writable): void {
    stream.cork();
    if (!this.#isResting) return;
    this.#isResting = false;
    setImmediate(this.#leave);
  }

  // Timers of the runtime, not of a scheduler: the network has no other time.
  readonly #leave = (): void => {
    this.#isResting = this.#held.size === 0;
    if (this.#isResting) return;
    for (const stream of this.#held.keys()) this.flush(stream);
    setTimeout(this.#leave, WAIT);
  };
}
