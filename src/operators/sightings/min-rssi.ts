import type { MonoTypeOperatorFunction, Observable } from 'rxjs';
import { defer, filter, isObservable, tap } from 'rxjs';
import { beside } from './beside.js';
import { checkNumber } from '../../protocol/options.js';

/** The strengths that a signed byte holds, in dBm. */
const [WEAKEST, STRONGEST] = [-128, 127];

const checked = (threshold: number): number => checkNumber('threshold', threshold, WEAKEST, STRONGEST);

/**
 * Lets through what is at least this strong. What is of unknown strength is not.
 *
 * ```ts
 * scan(adapter).pipe(minRssi(-70)).subscribe(console.log);
 * ```
 *
 * @param threshold in dBm, -128 to 127; an Observable of it changes it meanwhile: until it emits nothing comes through
 * @throws OptionError if it is no such number; for the Observable's, as an error of the result
 */
export function minRssi<T extends { readonly rssi: number | undefined }>(
  threshold: number | Observable<number>,
): MonoTypeOperatorFunction<T> {
  if (!isObservable(threshold)) {
    const least = checked(threshold);
    return filter(({ rssi }) => rssi !== undefined && rssi >= least);
  }
  return (source$) =>
    defer(() => {
      let least = Infinity;
      return source$.pipe(
        filter(({ rssi }) => rssi !== undefined && rssi >= least),
        beside(threshold.pipe(tap((value) => (least = checked(value))))),
      );
    });
}
