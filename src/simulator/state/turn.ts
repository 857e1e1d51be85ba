import type { Cancellable, Clock } from '../ground/clock.js';

/**
 * The turn of an instance. No timer runs for its end as long as that changes nothing but what is on the air: whatever looks at
 * that, catches up. So a controller that advertises forever does not keep a virtual clock running forever.
 */
export class Turn {
  /** When it ends, in the time of the clock. */
  #end = Infinity;
  #isRunning = false;
  #timer: Cancellable | undefined;

  constructor(private readonly clock: Clock) {}

  /** Whether there is one (`adv_instance_timeout` of struct hci_dev); one of no length ends without ever having been one. */
  get isRunning(): boolean {
    return this.#isRunning;
  }

  get end(): number {
    return this.#end;
  }

  begin(end: number, isRunning: boolean): void {
    this.#clear();
    this.#end = end;
    this.#isRunning = isRunning;
  }

  cancel(): void {
    if (this.#isRunning) this.#clear();
  }

  /** It is over. */
  finish(): void {
    this.#clear();
  }

  /** Does something at its end, not only when the air is looked at. */
  wake(work: () => void): void {
    if (this.#timer !== undefined || this.#end === Infinity) return;
    this.#timer = this.clock.after(Math.max(0, this.#end - this.clock.now()), work);
  }

  #clear(): void {
    this.#timer?.cancel();
    this.#timer = undefined;
    this.#end = Infinity;
    this.#isRunning = false;
  }
}
