import { Observable, Subscription } from 'rxjs';
import type { SchedulerAction, SchedulerLike } from 'rxjs';

/** JavaScript's timers hold the delay in 31 bits, and fire at once if it is longer: 24.8 days. */
const LONGEST_TIMER = 0x7fffffff;

/**
 * Does some work after a delay in milliseconds, however long it is; never if it is Infinity. Every delay that a user can
 * choose goes through here.
 */
export function scheduleAfter(scheduler: SchedulerLike, work: () => void, delay: number): Subscription {
  // No timer at all: in virtual time one that starts again and again would never end.
  if (delay === Infinity) return new Subscription();
  return scheduler.schedule(
    function (this: SchedulerAction<number>, rest = 0) {
      if (rest <= 0) work();
      else this.schedule(rest - LONGEST_TIMER, Math.min(rest, LONGEST_TIMER));
    },
    Math.min(delay, LONGEST_TIMER),
    delay - LONGEST_TIMER,
  );
}

/** Emits 0 after a delay in milliseconds and completes: RxJS's `timer` for delays of any length. Never if it is Infinity. */
export function after(delay: number, scheduler: SchedulerLike): Observable<0> {
  // A new Observable, because RxJS's `timer` takes such delays for 1 ms.
  return new Observable<0>((subscriber) =>
    scheduleAfter(
      scheduler,
      () => {
        subscriber.next(0);
        subscriber.complete();
      },
      delay,
    ),
  );
}
