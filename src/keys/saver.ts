import type { Observable } from 'rxjs';
import { EMPTY, ReplaySubject, Subject, catchError, concatMap, defer, tap } from 'rxjs';

/** Does one thing after the other, to its end, whoever waits for it or leaves: a key that has been reported must be stored. */
export class Saver {
  readonly #jobs = new Subject<Observable<unknown>>();

  constructor() {
    this.#jobs.pipe(concatMap((job) => job)).subscribe();
  }

  /** Begins now, or after what was begun before. */
  run<T>(work: () => Observable<T>): Observable<T> {
    const result = new ReplaySubject<T>();
    const job$ = defer(work).pipe(
      // Not the subject itself: tap would take its `subscribe` and `unsubscribe` for hooks.
      tap({
        next: (value) => result.next(value),
        error: (error: unknown) => result.error(error),
        complete: () => result.complete(),
      }),
      catchError(() => EMPTY),
    );
    this.#jobs.next(job$);
    return result;
  }
}
