import type { Observable } from 'rxjs';
import { ReplaySubject, defer, finalize } from 'rxjs';
import { Turns } from '../controllers/turns.js';
import { perClient } from '../mgmt/per-client.js';

/** Does one thing after the other, to its end, whoever waits for it or leaves: a key that has been reported must be stored. */
export class Saver {
  readonly #turns = new Turns();

  /** Begins now, or after what was begun before. */
  run<T>(work: () => Observable<T>): Observable<T> {
    const result = new ReplaySubject<T>();
    this.#turns.take(defer(work)).subscribe(result);
    return result;
  }

  /** The same for what may be left off: a store that never answers must not be in the way of the next one. */
  runWhileWanted<T>(work: () => Observable<T>): Observable<T> {
    const result = new ReplaySubject<T>();
    const running = this.#turns.take(defer(work)).subscribe(result);
    return result.pipe(finalize(() => running.unsubscribe()));
  }
}

/** The one for a controller, by its address: whoever keeps its keys next reads them when what was reported before is stored. */
export const saverOf = /* @__PURE__ */ perClient<string, Saver>(() => new Saver());
