import type { KeepSettings } from './options.js';
import type { DesiredName } from './desired-state.js';
import type { KeepErrorDetails } from './keep-error.js';

type Refusal = KeepErrorDetails['refusal'];

interface Tally {
  attempts: number;
  /** When the last one ended. */
  time: number;
  refusal: Refusal;
}

/** How often each thing was changed, and when it is worth another attempt. */
export class Attempts {
  readonly #tallies = new Map<DesiredName, Tally>();

  constructor(private readonly settings: KeepSettings) {}

  /** One more has ended. */
  note(name: DesiredName, time: number, refusal?: Refusal): void {
    this.#tallies.set(name, { attempts: this.at(name, time).attempts + 1, time, refusal });
  }

  /** Those so far, when the next one is due, and what came of the last one. They are forgotten after a period. */
  at(name: DesiredName, now: number): { readonly attempts: number; readonly due: number; readonly refusal: Refusal } {
    const tally = this.#tallies.get(name);
    // The wait for the next attempt is no time in which it was well.
    const isForgotten = tally === undefined || now - tally.time > this.settings.period + this.#delay(tally.attempts);
    if (isForgotten) return { attempts: 0, due: now, refusal: undefined };
    return { ...tally, due: tally.time + this.#delay(tally.attempts) };
  }

  #delay(attempts: number): number {
    return Math.min(this.settings.delay * 2 ** (attempts - 1), this.settings.maxDelay);
  }
}
