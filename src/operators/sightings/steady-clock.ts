import type { TimestampProvider } from 'rxjs';

/**
 * A clock that is not set: the time that has passed by another one, which may be put back, and forward by years when a computer without a
 * battery learns what time it is.
 */
export class SteadyClock {
  #time = 0;
  #last: number;

  constructor(private readonly clock: TimestampProvider) {
    this.#last = clock.now();
  }

  /** @param limit what it can be at most: when the next timer is due */
  now(limit: number): number {
    const now = this.clock.now();
    const passed = Math.max(0, now - this.#last);
    this.#last = now;
    this.#time = Math.min(this.#time + passed, Math.max(limit, this.#time));
    return this.#time;
  }

  /** A timer says that it is this late. */
  reach(time: number): number {
    this.#last = this.clock.now();
    this.#time = Math.max(this.#time, time);
    return this.#time;
  }
}
