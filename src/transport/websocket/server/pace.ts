import type { SchedulerLike } from 'rxjs';

/** So many seconds' worth may come at once. */
const BURST = 2;
/** Who is refused as many as this many seconds' worth, without having let up, is not listened to any more. */
const PATIENCE = 10;

/** How many commands a client may send: so many a second, on average. */
export class Pace {
  #left: number;
  #time: number;
  #refused = 0;

  constructor(
    private readonly perSecond: number,
    private readonly scheduler: SchedulerLike,
  ) {
    this.#left = BURST * perSecond;
    this.#time = scheduler.now();
  }

  /** One more: it may be sent, it is too much now, or there is no end to it. */
  take(): 'go' | 'busy' | 'enough' {
    if (this.perSecond === Infinity) return 'go';
    const now = this.scheduler.now();
    const most = BURST * this.perSecond;
    // A clock that was set back must not keep clients waiting.
    this.#left = Math.min(most, this.#left + (Math.max(0, now - this.#time) * this.perSecond) / 1000);
    this.#time = now;
    if (this.#left === most) this.#refused = 0;
    if (this.#left >= 1) {
      this.#left--;
      return 'go';
    }
    this.#refused++;
    return this.#refused > PATIENCE * this.perSecond ? 'enough' : 'busy';
  }
}
