import { asyncScheduler } from 'rxjs';
import type { SchedulerLike } from 'rxjs';

/** How far two clocks of one computer may be apart, in milliseconds: both are read, one after the other. */
const SAME = 1000;

/**
 * Throws if a `TestScheduler` runs a test already: `run` gives RxJS's clock and timers to its scheduler, and takes them from
 * all when it ends, so the rest of the outer test would go on in real time.
 */
export function refuseNestedRun(): void {
  if (Math.abs(asyncScheduler.now() - Date.now()) < SAME) return;
  throw new Error('run() was called inside of run(): both would have the same clock. End the first test before');
}

/** Throws if another scheduler's `run` has begun and ended meanwhile, and taken RxJS's clock with it. */
export function refuseLostClock(scheduler: SchedulerLike): void {
  if (asyncScheduler.now() === scheduler.now()) return;
  throw new Error('run() of another TestScheduler was called inside of run(), and has ended virtual time. Nest none');
}

const isThenable = (value: unknown): value is PromiseLike<unknown> =>
  typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function';

/** Throws if a function has returned before it did its work: it would not be seen what that leads to. */
export function refuseDeferred(who: string, returned: unknown): void {
  if (isThenable(returned)) {
    // The test has failed already. What is left of it does not matter.
    returned.then(undefined, () => undefined);
    throw new Error(
      `${who} returned a promise: time in run() is virtual, and over before anything that is awaited. ` +
        'Use no await and no async in it: describe what is to happen with Observables, and expectObservable()',
    );
  }
  if (/ (Async)?Generator\]$/.test(Object.prototype.toString.call(returned))) {
    throw new Error(`${who} is a generator, which has not done anything yet. Give an ordinary function`);
  }
}
