import type { Observable } from 'rxjs';
import type { RunHelpers } from 'rxjs/testing';
import { TestScheduler } from 'rxjs/testing';
import { Expectations } from './expectations.js';
import type { ObservableExpectation, SubscriptionExpectation, Synchronous } from './run-helpers.js';
import { checkDiagram, checkMarbles } from './steps.js';
import { refuseDeferred, refuseLostClock, refuseNestedRun } from './virtual-time.js';
import { isObject } from '../protocol/errors.js';

type Comparison = TestScheduler['assertDeepEqual'];

/** What belongs to one call of `run`. */
export class Run {
  readonly expectations = new Expectations();
  /** What is compared besides what RxJS compares, when time is over. */
  readonly comparisons: ((assertDeepEqual: Comparison) => void)[] = [];
  /** What is wrong with the test itself, even if the code under test has passed over it. */
  readonly mistakes: unknown[] = [];
}

/**
 * RxJS's `TestScheduler`, in which a test that would compare nothing fails instead of passing. What it overrides are the methods
 * that RxJS's own helpers call.
 */
export class StrictTestScheduler extends TestScheduler {
  #run: Run | undefined;
  #isFlushing = false;

  /**
   * Runs a test in virtual time, and compares what it expects when it has returned. It must not be asynchronous: time is over
   * before anything that is awaited.
   */
  override run<T>(callback: (helpers: RunHelpers) => Synchronous<T>): T {
    refuseNestedRun();
    const run = new Run();
    this.#run = run;
    try {
      const result = super.run((helpers) => {
        const returned = callback(helpers);
        refuseDeferred('The callback of run()', returned);
        refuseLostClock(this);
        run.expectations.check();
        return returned;
      });
      // Those that were made while time ran.
      run.expectations.check();
      return result;
    } finally {
      this.#run = undefined;
    }
  }

  override flush(): void {
    if (this.#isFlushing)
      throw new Error('flush() was called while time runs: call it in the callback of run() itself');
    const { mistakes, comparisons } = this.#run ?? new Run();
    this.#isFlushing = true;
    try {
      super.flush();
      for (const compare of comparisons.splice(0)) compare(this.assertDeepEqual);
    } catch (error) {
      // What is wrong with the test itself says more than what came of it.
      if (mistakes.length === 0) throw error;
    } finally {
      this.#isFlushing = false;
    }
    for (const mistake of mistakes) throw mistake;
  }

  override expectObservable<T>(
    observable: Observable<T>,
    subscriptionMarbles: string | null = null,
  ): ObservableExpectation<T> {
    const { expectations } = this.current('expectObservable');
    const expectation = super.expectObservable(observable, subscriptionMarbles);
    return expectations.add('expectObservable(…)', {
      toBe: (marbles, values, error) => {
        checkDiagram(marbles);
        if (isObject(values)) checkMarbles(marbles, values);
        expectation.toBe(marbles, values, error);
      },
      toEqual: (other) => expectation.toEqual(other),
    });
  }

  override expectSubscriptions(logs: Parameters<TestScheduler['expectSubscriptions']>[0]): SubscriptionExpectation {
    const { expectations } = this.current('expectSubscriptions');
    const { toBe } = super.expectSubscriptions(logs);
    return expectations.add('expectSubscriptions(…)', {
      toBe: (marbles) => {
        // RxJS leaves out of a list what is no diagram.
        for (const diagram of [marbles].flat()) checkDiagram(diagram);
        toBe(marbles);
      },
    });
  }

  override createColdObservable<T = string>(
    ...args: Parameters<typeof TestScheduler.prototype.createColdObservable<T>>
  ): ReturnType<typeof TestScheduler.prototype.createColdObservable<T>> {
    this.#checkValues(args[0], args[1]);
    return super.createColdObservable(...args);
  }

  override createHotObservable<T = string>(
    ...args: Parameters<typeof TestScheduler.prototype.createHotObservable<T>>
  ): ReturnType<typeof TestScheduler.prototype.createHotObservable<T>> {
    this.#checkValues(args[0], args[1]);
    if (!this.#isFlushing) return super.createHotObservable(...args);
    throw new Error('A hot diagram was made while time runs, and would never be played: make it in run() itself');
  }

  /** What is needed while a test runs only. */
  protected current(call: string): Run {
    if (this.#run) return this.#run;
    throw new Error(
      `${call}() was called outside of run(), where nothing is compared. What follows an await in the callback of run() ` +
        'comes too late: time in it is virtual, and over then',
    );
  }

  #checkValues(marbles: string, values: object | undefined): void {
    if (this.#run && isObject(values)) checkMarbles(marbles, values);
  }
}
