import type { MonoTypeOperatorFunction, Observable } from 'rxjs';
import { endWith, ignoreElements, merge, takeWhile } from 'rxjs';

/** Keeps something else going beside the source, whose errors are errors of the result; the end of the source ends both. */
export function beside<T>(other$: Observable<unknown>): MonoTypeOperatorFunction<T> {
  const ended = Symbol();
  return (source$) =>
    merge(other$.pipe(ignoreElements()), source$.pipe(endWith(ended))).pipe(
      takeWhile((item): item is T => item !== ended),
    );
}
