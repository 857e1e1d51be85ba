import type { Observable } from 'rxjs';
import { AsyncSubject, EMPTY, concat, finalize } from 'rxjs';

/** Does one thing after the other, in the order in which they were asked for. */
export class Turns {
  #last: Observable<never> = EMPTY;

  /** Does it when all that came before is over. It must be subscribed to, and end or be unsubscribed from. */
  take<T>(work$: Observable<T>): Observable<T> {
    const before$ = this.#last;
    const done = new AsyncSubject<never>();
    this.#last = done;
    // Who leaves while it waits lets the next one go no sooner than what came before is over.
    return concat(before$, work$).pipe(finalize(() => before$.subscribe(done)));
  }
}
