import { isMgmtError } from 'rx-btmgmt';
import type { Observable, SchedulerLike } from 'rxjs';
import { Subscription } from 'rxjs';

/** When it was over, and why: the code of an error, `'complete'`, or `'left'` if it was unsubscribed. */
export interface Ending {
  readonly time: number;
  readonly why: string;
  readonly message: string;
}

/** A subscriber to one thing in a random world, and what came of it. */
export abstract class Participant {
  readonly from: number;
  end: Ending | undefined;
  #subscription = Subscription.EMPTY;

  constructor(
    private readonly scheduler: SchedulerLike,
    /** Who, and with what. */
    private readonly label: string,
  ) {
    this.from = scheduler.now();
  }

  leave(): void {
    if (this.end !== undefined) return;
    this.#subscription.unsubscribe();
    this.#ended('left');
  }

  get description(): string {
    const { time, why, message } = this.end ?? { time: NaN, why: 'goes on', message: '' };
    return `${this.label} ${this.from}–${time} ${why} ${message}`;
  }

  /** Subscribes. Not done by the constructor: what comes at once needs what the subclass has. */
  protected follow<T>(source$: Observable<T>, next: (value: T) => void): void {
    this.#subscription = source$.subscribe({
      next,
      error: (error: unknown) =>
        this.#ended(
          isMgmtError(error) ? error.code : 'foreign',
          error instanceof Error ? error.message : String(error),
        ),
      complete: () => this.#ended('complete'),
    });
  }

  #ended(why: string, message = ''): void {
    this.end = { time: this.scheduler.now(), why, message };
  }
}
