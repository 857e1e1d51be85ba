import type { KernelDiscovery } from './kernel-discovery.js';
import { intervalBefore } from './retry.js';
import * as timing from './timing.js';

/** What is known of discoveries that have ended, and so when the next one is started. */
export class Restarts {
  /** How often one was cut short soon after it began, in a row. */
  #cuts = 0;
  #cut: KernelDiscovery | undefined;
  /** How many discoveries of others have ended since our last one. */
  #others = 0;

  /** The discovery that was cut short: if that was for sleep, the kernel goes on with it. */
  get cut(): KernelDiscovery | undefined {
    return this.#cut;
  }

  /** Whether the next one is started at once if this one is cut short. */
  get areAtOnce(): boolean {
    return this.#cuts < timing.RESTARTS_AT_ONCE;
  }

  running(): void {
    this.#cut = undefined;
    this.#others = 0;
  }

  clear(): void {
    this.#others = 0;
    this.#cuts = 0;
    this.#cut = undefined;
  }

  /**
   * One has ended after so many milliseconds. Gives how many to wait for before the next one.
   *
   * Why it was cut short the answer to the next start says; or it goes on. When an inquiry is cancelled for sleep the kernel is ready to
   * start another one until it has noted that (hci_pause_discovery_sync in net/bluetooth/hci_sync.c), and should not have to.
   *
   * @param isUrgent whether a subscriber waits for the end: continuous discoveries let others have their turn
   */
  ended(discovery: KernelDiscovery, duration: number, isUrgent: boolean): number {
    const isCutShort = duration < timing.SHORTEST;
    this.#cut = isCutShort ? discovery : undefined;
    this.#cuts = duration < timing.LAST_INTERVAL ? this.#cuts + 1 : 0;
    if (!isCutShort) return isUrgent ? 0 : timing.TURN;
    if (this.#cuts > timing.RESTARTS_AT_ONCE) return intervalBefore(this.#cuts - timing.RESTARTS_AT_ONCE);
    return discovery.kinds.includes('BREDR') ? timing.FIRST_INTERVAL : 0;
  }

  /**
   * One of others has ended. Gives how many milliseconds to wait for before the next one of our own: the fewer the more of others' there were
   * since the last one. Of those that wait the kernel takes who comes first. If all came at once, the same two would
   * take turns for ever.
   *
   * @param isUrgent as above
   */
  othersEnded(isUrgent: boolean): number {
    this.#others += 1;
    return isUrgent || this.#others >= timing.LONG_SINCE ? 0 : timing.TURN / 2 ** this.#others;
  }
}
