import type { SchedulerLike, Subscription } from 'rxjs';
import { scheduleAfter } from '../transport/schedule-after.js';

/** What happens if nothing else has happened by then. */
export interface Deadline {
  expire(): void;
}

/**
 * One timer for all that wait. It is set for the earliest deadline, and stays while any command waits, even if that one does no
 * more: setting a timer costs more than all else that waiting does.
 *
 * Time is what timers say. The clock only tells how much of the present one has passed; it may be set while a command waits,
 * as on a Raspberry Pi that learns the time from the network. Then a deadline comes later than it should, by no more than
 * the timer was long.
 */
export class Deadlines {
  readonly #times = new Map<Deadline, number>();
  #timer: Subscription | undefined;
  /** When the timer was set, in milliseconds that timers have run so far; by the clock; and for how long. */
  #start = 0;
  #startByClock = 0;
  #length = 0;
  #passed = 0;

  constructor(private readonly scheduler: SchedulerLike) {}

  /** Ends in `delay` milliseconds, unless it is deleted before. Infinity means never. */
  add(deadline: Deadline, delay: number): void {
    if (delay === Infinity) return;
    const time = this.#now() + delay;
    this.#times.set(deadline, time);
    this.#setFor(time);
  }

  delete(deadline: Deadline): void {
    if (this.#times.delete(deadline) && this.#times.size === 0) this.clear();
  }

  clear(): void {
    this.#times.clear();
    this.#timer?.unsubscribe();
    this.#timer = undefined;
  }

  #now(): number {
    if (this.#timer === undefined) return this.#start;
    const passed = this.scheduler.now() - this.#startByClock;
    this.#passed = passed >= this.#passed && passed <= this.#length ? passed : this.#length;
    return this.#start + this.#passed;
  }

  #setFor(time: number): void {
    if (this.#timer !== undefined && time >= this.#start + this.#length) return;
    this.#start = this.#now();
    this.#timer?.unsubscribe();
    this.#startByClock = this.scheduler.now();
    this.#length = time - this.#start;
    this.#passed = 0;
    this.#timer = scheduleAfter(this.scheduler, () => this.#ring(), this.#length);
  }

  #ring(): void {
    this.#timer = undefined;
    this.#start += this.#length;
    const now = this.#start;
    for (const [deadline, time] of [...this.#times]) {
      // One that expires may delete others.
      if (time <= now && this.#times.delete(deadline)) deadline.expire();
    }
    if (this.#times.size > 0) this.#setFor(Math.min(...this.#times.values()));
  }
}
