import type { SchedulerLike, Subscriber } from 'rxjs';
import { Subscription } from 'rxjs';
import { scheduleAfter } from '../../transport/schedule-after.js';
import { DeviceFilter } from './device-filter.js';
import type { KernelDiscovery } from './kernel-discovery.js';
import type { Wish } from './options.js';
import type { Report } from './report.js';
import { LENGTH, PATIENCE_WITHOUT_DISCOVERY, PATIENCE_WITH_OTHERS, SHORTEST } from './timing.js';

/** One who discovers: what it wishes, and how much it has had of it. */
export class Participant {
  /** The discovery that it has had from the beginning, and whose end is its own. */
  own: KernelDiscovery | undefined;
  readonly #filter: DeviceFilter;
  /** Of the time that it has had, or waited. Timers, because the clock may be set meanwhile. */
  #timer = Subscription.EMPTY;
  /** How long it was discovered for it, in milliseconds, without the present time. */
  #had = 0;
  #coveredSince: number | undefined;
  #waited = 0;

  constructor(
    readonly wish: Wish,
    private readonly subscriber: Subscriber<Report>,
    private readonly scheduler: SchedulerLike,
    /** It has had as much as a discovery takes. */
    private readonly onFulfilled: (participant: Participant) => void,
  ) {
    this.#filter = new DeviceFilter(wish);
    this.#wait();
  }

  get isCovered(): boolean {
    return this.#coveredSince !== undefined;
  }

  /** Whether it was discovered for it at all. */
  get wasCovered(): boolean {
    return this.isCovered || this.#had > 0;
  }

  /** Whether it has had enough when this discovery ends now: as long as that took, if it is its own. */
  hasEnough(ended: KernelDiscovery): boolean {
    const enough = this.own === ended ? SHORTEST : LENGTH;
    return !this.wish.continuous && this.#hadUntilNow() >= enough;
  }

  /** Whether nothing has found what it wishes for so long: one of the patiences of timing.ts, in milliseconds. */
  hasWaited(patience: number): boolean {
    return !this.wish.continuous && !this.isCovered && this.#waited >= patience;
  }

  /** Whether a discovery, whoever runs it, finds what it wishes, from now on. */
  cover(isCovered: boolean): void {
    if (isCovered === this.isCovered) return;
    if (isCovered) {
      this.#coveredSince = this.scheduler.now();
      if (this.wish.continuous) this.#timer.unsubscribe();
      else this.#wake(LENGTH - this.#had, () => this.onFulfilled(this));
      return;
    }
    this.#had = this.#hadUntilNow();
    this.#coveredSince = undefined;
    this.#wait();
  }

  /** A new discovery begins. */
  begin(): void {
    this.#filter.clear();
  }

  /** Emits it, if it is wished for. Whether it was. */
  offer(report: Report): boolean {
    if (this.subscriber.closed || !this.#filter.lets(report)) return false;
    this.subscriber.next(report);
    return true;
  }

  complete(): void {
    this.subscriber.complete();
  }

  fail(error: unknown): void {
    this.subscriber.error(error);
  }

  leave(): void {
    this.#timer.unsubscribe();
  }

  #wait(): void {
    this.#waited = 0;
    if (this.wish.continuous) return this.#timer.unsubscribe();
    this.#wake(PATIENCE_WITHOUT_DISCOVERY, () => {
      this.#waited = PATIENCE_WITHOUT_DISCOVERY;
      this.#wake(PATIENCE_WITH_OTHERS - PATIENCE_WITHOUT_DISCOVERY, () => {
        this.#waited = PATIENCE_WITH_OTHERS;
      });
    });
  }

  #wake(delay: number, work: () => void): void {
    this.#timer.unsubscribe();
    this.#timer = scheduleAfter(this.scheduler, work, Math.max(delay, 0));
  }

  /** Never less than nothing or more than it can have been, whatever the clock was set to. */
  #hadUntilNow(): number {
    if (this.#coveredSince === undefined) return this.#had;
    const more = this.scheduler.now() - this.#coveredSince;
    return Math.min(Math.max(this.#had + more, this.#had), LENGTH);
  }
}
