import type { OperatorFunction } from 'rxjs';
import { filter, map } from 'rxjs';
import type { Sighting } from './sighting.js';
import type { AdvertisingData } from '../../protocol/advertising/parse.js';
import { OptionError } from '../../protocol/option-error.js';

/** A beacon's reading of advertising data: `undefined` if it is none. */
export type BeaconParser<B> = (data: AdvertisingData) => B | undefined;

/**
 * Lets through beacons, with what they say as `beacon`. Which ones the parsers know, such as those of rx-btmgmt/beacons, or one of yours.
 *
 * ```ts
 * import { parseEddystone, parseIBeacon } from 'rx-btmgmt/beacons';
 *
 * scan(adapter).pipe(ofBeacon(parseIBeacon, parseEddystone)).subscribe(({ beacon }) => console.log(beacon));
 * ```
 *
 * @param parsers the first one that knows it counts
 * @throws OptionError for what is no function, or if there is none
 */
export function ofBeacon<T extends Pick<Sighting, 'data'>, P extends readonly BeaconParser<object>[]>(
  ...parsers: P
): OperatorFunction<T, T & { readonly beacon: NonNullable<ReturnType<P[number]>> }> {
  if (parsers.length === 0) throw new OptionError('parsers', parsers, 'at least one function, such as parseIBeacon');
  for (const [i, parse] of parsers.entries()) {
    if (typeof parse !== 'function') throw new OptionError(`parsers[${i}]`, parse, 'a function, such as parseIBeacon');
  }
  return (source$) =>
    source$.pipe(
      map((sighting) => {
        for (const parse of parsers) {
          // What a parser returns is what its type says: the compiler takes it for any object.
          const beacon = parse(sighting.data) as NonNullable<ReturnType<P[number]>> | undefined;
          if (beacon !== undefined) return { ...sighting, beacon };
        }
        return undefined;
      }),
      filter((sighting) => sighting !== undefined),
    );
}
