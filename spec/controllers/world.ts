import type { ControllerState } from 'rx-btmgmt';
import { Mgmt } from 'rx-btmgmt';
import type { Simulator, SimulatorOptions, SocketOptions } from 'rx-btmgmt/simulator';
import { createSimulator } from 'rx-btmgmt/simulator';
import type { Observable, Subscription } from 'rxjs';
import { ManualTime } from '../simulator/manual-time.js';

/** A simulated kernel whose time passes when it is told to. */
export class World {
  readonly time = new ManualTime();
  readonly simulator: Simulator;

  constructor(options: SimulatorOptions = {}) {
    this.simulator = createSimulator({ ...options, scheduler: this.time });
  }

  /** One more program. */
  program(options?: SocketOptions): Mgmt {
    return new Mgmt(this.simulator.transport(options), { scheduler: this.time });
  }

  /** Lets time pass until what was begun is done; by default a second. */
  pass(milliseconds = 1000): void {
    this.time.pass(milliseconds);
  }

  /** Runs a command or another source that ends, and gives back what it emitted last. Throws what it failed with. */
  do<T>(source$: Observable<T>, milliseconds = 3000): T {
    const outcome: { value?: T; error?: unknown; done: boolean } = { done: false };
    source$.subscribe({
      next: (value) => (outcome.value = value),
      error: (error: unknown) => Object.assign(outcome, { error, done: true }),
      complete: () => (outcome.done = true),
    });
    this.pass(milliseconds);
    if (!outcome.done) throw new Error('It did not end');
    if ('error' in outcome) throw outcome.error;
    return outcome.value as T;
  }
}

/** What a source has said so far. */
export class Said<T> {
  readonly values: T[] = [];
  error: unknown;
  readonly subscription: Subscription;

  constructor(source$: Observable<T>) {
    this.subscription = source$.subscribe({
      next: (value) => this.values.push(value),
      error: (error: unknown) => (this.error = error),
    });
  }

  get last(): T | undefined {
    return this.values[this.values.length - 1];
  }
}

/** The settings that are on. */
export const on = (state: ControllerState | undefined): string[] =>
  Object.entries(state?.settings ?? {}).flatMap(([name, value]) => (value === true ? [name] : []));
