import type { Observable } from 'rxjs';
import { AsyncSubject, EMPTY, concat, finalize } from 'rxjs';

/** Does one thing after the other, in the order in which they were asked for. */
export class Turns {
  #last: Observable<never> = EMPTY;

  /** Does it when all that came before is over. It must be subscribed to, and end. */
  take<T>(work$: Observable<T>): Observable<T> {
    const done = new AsyncSubject<never>();
    const turn$ = concat(this.#last, work$).pipe(finalize(() => done.complete()));
    this.#last = done;
    return turn$;
  }
}
