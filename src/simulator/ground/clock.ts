import type { SchedulerLike, Subscription } from 'rxjs';
import { scheduleAfter } from '../../transport/schedule-after.js';
import type { Timer } from './timer-heap.js';
import { TimerHeap } from './timer-heap.js';

/** What was planned and can be called off. */
export interface Cancellable {
  cancel(): void;
}

/**
 * The time of a simulated kernel: everything that happens later is planned here, and one action of the scheduler waits for
 * the earliest.
 *
 * Nothing waits while no socket is open: the scheduler is left alone then, so that a program can end, and what
 * has become due is made up for when a socket opens. So a simulator that is not used costs nothing.
 */
export class Clock {
  readonly #timers = new TimerHeap();
  #idle: (() => void)[] = [];
  #order = 0;
  #watchers = 0;
  /** The time of the work that is being done. */
  #present: number | undefined;
  #action: Subscription | undefined;
  #actionTime = Infinity;

  constructor(readonly scheduler: SchedulerLike) {}

  /** In milliseconds, by the scheduler. While planned work is done: the time for which it was planned. */
  now(): number {
    return this.#present ?? this.scheduler.now();
  }

  /** Plans work for `delay` milliseconds from now. */
  after(delay: number, work: () => void): Cancellable {
    const timer: Timer = { time: this.now() + delay, order: this.#order++, work };
    this.#timers.push(timer);
    this.#arm();
    return {
      cancel: () => {
        timer.work = undefined;
      },
    };
  }

  /** Plans work for when everything that is due has been done, and the program is back in its event loop. */
  whenIdle(work: () => void): void {
    this.#idle.push(work);
    this.#arm();
  }

  /** Throws an error outside of the kernel: in an action of the scheduler, as one that was not caught. */
  report(error: unknown): void {
    this.scheduler.schedule(() => {
      throw error;
    });
  }

  /** Keeps time running until it is given back. */
  watch(): Cancellable {
    this.#watchers++;
    this.catchUp();
    return {
      cancel: () => {
        if (--this.#watchers === 0) this.#disarm();
      },
    };
  }

  /** Does what is due. Whoever looks at the kernel from outside calls it first. */
  catchUp(): void {
    if (this.#present !== undefined) return;
    try {
      this.#doWhatIsDue();
    } finally {
      this.#arm();
    }
  }

  /** One turn of the event loop. */
  #turn(): void {
    this.#action = undefined;
    try {
      this.#doWhatIsDue();
      const idle = this.#idle;
      this.#idle = [];
      for (const work of idle) work();
    } finally {
      this.#arm();
    }
  }

  #doWhatIsDue(): void {
    try {
      for (let timer = this.#timers.first; timer !== undefined; timer = this.#timers.first) {
        if (timer.time > this.scheduler.now()) break;
        this.#timers.pop();
        this.#present = timer.time;
        timer.work?.();
      }
    } finally {
      this.#present = undefined;
    }
  }

  #arm(): void {
    while (this.#timers.first?.work === undefined && this.#timers.first !== undefined) this.#timers.pop();
    const next = this.#idle.length > 0 ? this.scheduler.now() : this.#timers.first?.time;
    if (this.#watchers === 0 || this.#present !== undefined || next === undefined) return;
    if (this.#action !== undefined && this.#actionTime <= next) return;
    this.#disarm();
    this.#actionTime = next;
    this.#action = scheduleAfter(this.scheduler, () => this.#turn(), Math.max(0, next - this.scheduler.now()));
  }

  #disarm(): void {
    this.#action?.unsubscribe();
    this.#action = undefined;
  }
}
