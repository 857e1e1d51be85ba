import type { Observable } from 'rxjs';
import { ReplaySubject, defer } from 'rxjs';
import { Turns } from '../controllers/turns.js';

/** Does one thing after the other, to its end, whoever waits for it or leaves: a key that has been reported must be stored. */
export class Saver {
  readonly #turns = new Turns();

  /** Begins now, or after what was begun before. */
  run<T>(work: () => Observable<T>): Observable<T> {
    const result = new ReplaySubject<T>();
    this.#turns.take(defer(work)).subscribe(result);
    return result;
  }
}
