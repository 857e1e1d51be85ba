import type { SchedulerLike, Subscription } from 'rxjs';
import { scheduleAfter } from '../../transport/schedule-after.js';
import { FIRST_INTERVAL, LAST_INTERVAL } from './timing.js';

/** The next try, if it is not to be made at once. */
export class Retry {
  #timer: Subscription | undefined;

  constructor(
    private readonly scheduler: SchedulerLike,
    private readonly attempt: () => void,
  ) {}

  get isPending(): boolean {
    return this.#timer !== undefined;
  }

  /** @param delay in milliseconds */
  after(delay: number): void {
    this.cancel();
    this.#timer = scheduleAfter(this.scheduler, this.attempt, delay);
  }

  cancel(): void {
    this.#timer?.unsubscribe();
    this.#timer = undefined;
  }
}

/** Before the nth try in a row, in milliseconds: each twice the one before, up to a limit. */
export const intervalBefore = (n: number): number => Math.min(FIRST_INTERVAL * 2 ** (n - 1), LAST_INTERVAL);
