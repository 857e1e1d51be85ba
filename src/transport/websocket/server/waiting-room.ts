import type { SchedulerLike } from 'rxjs';
import { scheduleAfter } from '../../schedule-after.js';

/** Ends a connection that has waited too long, or that others need the place of. */
type Dismiss = (why: 'late' | 'crowded') => void;

/** Connections that have not said who they are yet: for a time, and not too many. */
export class WaitingRoom {
  /** In the order in which they came, with what lets each of them leave. */
  readonly #waiting = new Map<Dismiss, () => void>();

  constructor(
    private readonly places: number,
    /** In milliseconds. */
    private readonly timeout: number,
    private readonly scheduler: SchedulerLike,
  ) {}

  /** One more waits, until the function is called that this returns. Who has waited longest makes room: it is hardly one who means well. */
  enter(dismiss: Dismiss): () => void {
    const [oldest] = this.#waiting.keys();
    if (this.#waiting.size >= this.places && oldest !== undefined) this.#dismiss(oldest, 'crowded');
    const timer = scheduleAfter(this.scheduler, () => this.#dismiss(dismiss, 'late'), this.timeout);
    const leave = (): void => {
      timer.unsubscribe();
      this.#waiting.delete(dismiss);
    };
    this.#waiting.set(dismiss, leave);
    return leave;
  }

  /** All leave. */
  clear(): void {
    for (const dismiss of [...this.#waiting.keys()]) this.#dismiss(dismiss, 'crowded');
  }

  #dismiss(dismiss: Dismiss, why: 'late' | 'crowded'): void {
    this.#waiting.get(dismiss)?.();
    dismiss(why);
  }
}
