import type { Observable, SchedulerLike } from 'rxjs';
import { finalize, mergeMap, throwError, timer } from 'rxjs';

/** Openings of a transport that fail after the call that subscribed: who tries again at once would otherwise never leave it. */
export class FailedOpening {
  #failure: { readonly error: unknown } | undefined;

  constructor(private readonly scheduler: SchedulerLike) {}

  /** Fails when the call that subscribed is over. */
  with(error: unknown): Observable<never> {
    this.#failure = { error };
    return timer(0, this.scheduler).pipe(
      mergeMap(() => throwError(() => error)),
      finalize(() => (this.#failure = undefined)),
    );
  }

  /** What is sent before the subscriber has heard of it fails for the same reason. */
  check(): void {
    if (this.#failure !== undefined) throw this.#failure.error;
  }
}
