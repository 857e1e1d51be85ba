import type { SchedulerLike } from 'rxjs';
import { Subscription } from 'rxjs';
import type { AddressType } from '../../protocol/enums/address-type.js';
import { scheduleAfter } from '../../transport/schedule-after.js';
import { containsAll, kindsFor } from './kinds.js';
import type { Kinds } from './kinds.js';
import { PATIENCE_WITHOUT_DISCOVERY } from './timing.js';

/**
 * What is known of a discovery that others run: another program, or another client of this one. `Busy` alone says nothing, because
 * the kernel answers it in other cases, too.
 */
export class OthersDiscovery {
  /** What it looks for, if it was announced: one that began before we listened was not. */
  #announced: Kinds | undefined;
  /** Address types of the devices that came from one that was not announced. */
  #found = new Set<AddressType>();
  #runs: boolean | undefined;
  #lastAnnounced: Kinds | undefined;
  #isMissed = false;
  #timer = Subscription.EMPTY;

  constructor(private readonly scheduler: SchedulerLike) {}

  /** Whether one runs; `undefined` if that is not known. */
  get runs(): boolean | undefined {
    return this.#runs;
  }

  /** What it looks for, as far as is known. */
  get kinds(): Kinds | undefined {
    return this.#announced ?? (this.#found.size > 0 ? kindsFor([...this.#found]) : undefined);
  }

  /** Whether it is known how it began. */
  get isAnnounced(): boolean {
    return this.#announced !== undefined;
  }

  /** What the last one looked for that was announced, whether it still runs or not. */
  get lastAnnounced(): Kinds | undefined {
    return this.#lastAnnounced;
  }

  /** Whether none has run for so long that `Busy` can't come of one. */
  get isMissed(): boolean {
    return this.#isMissed;
  }

  /** The kernel says that one has begun. */
  begun(kinds: Kinds): void {
    this.#lastAnnounced = kinds;
    this.#announced = kinds;
    this.#setRuns(true);
  }

  /** The kernel says that none runs any more. */
  ended(): void {
    this.#announced = undefined;
    this.#found = new Set();
    this.#setRuns(undefined);
  }

  /** One of our own runs, or all has changed. */
  forget(): void {
    this.ended();
    this.#lastAnnounced = undefined;
  }

  /** The kernel was asked whether one runs. */
  told(runs: boolean | undefined): void {
    if (this.#runs === false && runs === false) return;
    if (runs === false) this.ended();
    this.#setRuns(runs);
  }

  /**
   * A device was reported while none of our own runs. Whether that is news. Passive scans report devices, too: so it does not say
   * that one runs.
   */
  found(addressType: AddressType): boolean {
    if (this.#runs !== true || this.#announced !== undefined || this.#found.has(addressType)) return false;
    this.#found.add(addressType);
    return true;
  }

  /** Whether there is evidence that it finds devices of these kinds. */
  finds(kinds: Kinds): boolean {
    return this.#runs === true && this.kinds !== undefined && containsAll(this.kinds, kinds);
  }

  #setRuns(runs: boolean | undefined): void {
    this.#runs = runs;
    this.#isMissed = false;
    this.#timer.unsubscribe();
    if (runs !== false) return;
    this.#timer = scheduleAfter(this.scheduler, () => (this.#isMissed = true), PATIENCE_WITHOUT_DISCOVERY);
  }
}
