import type { MonoTypeOperatorFunction } from 'rxjs';
import { defer, filter } from 'rxjs';
import { MAX_DEVICES, checkMaxDevices } from './memory-options.js';
import { Recent } from './recent.js';
import type { HeardPeer } from './sighting.js';
import { keyOf } from './sighting.js';
import { checkOptions, checkPositiveDuration } from '../../protocol/options.js';

/** How much {@link throttlePerDevice} remembers. */
export interface ThrottleOptions {
  /** Of how many devices, 1 to 1 000 000; of more, of those that were heard last. Default: 4096. */
  readonly maxDevices?: number;
}

/**
 * Lets through one sighting of each device in a period: the first one, and the next one when the period is over.
 *
 * ```ts
 * scan(adapter).pipe(throttlePerDevice(10_000)).subscribe(console.log);
 * ```
 *
 * @param period in milliseconds, by the time of the sightings
 * @throws OptionError if the period or an option makes no sense
 */
export function throttlePerDevice<T extends HeardPeer>(
  period: number,
  options: ThrottleOptions = {},
): MonoTypeOperatorFunction<T> {
  checkPositiveDuration('period', period);
  const { maxDevices = MAX_DEVICES } = checkOptions(options, { maxDevices: checkMaxDevices });
  return (source$) =>
    defer(() => {
      // Who was silent for a period may come through anyway.
      const heard = new Recent<{ last: number }>(maxDevices, period);
      return source$.pipe(
        filter((sighting) => {
          const { time } = sighting;
          const key = keyOf(sighting);
          const known = heard.touch(key, time);
          if (known === undefined) {
            heard.add(key, { last: time }, time);
            return true;
          }
          // Less than nothing: the clock was put back.
          if (time >= known.last && time - known.last < period) return false;
          known.last = time;
          return true;
        }),
      );
    });
}
