import type { MonoTypeOperatorFunction } from 'rxjs';
import { defer, map } from 'rxjs';
import type { MemoryOptions } from './memory-options.js';
import { FORGET_AFTER, MAX_DEVICES, MEMORY_CHECKS } from './memory-options.js';
import { Recent } from './recent.js';
import type { HeardPeer, Sighting } from './sighting.js';
import { keyOf } from './sighting.js';
import type { OptionChecks } from '../../protocol/options.js';
import { checkNumber, checkOptions } from '../../protocol/options.js';

/** How much is smoothed. */
export interface SmoothOptions extends MemoryOptions {
  /** How much the new strength counts, 0 to 1; 1: nothing is smoothed. Default: 0.3. */
  readonly weight?: number;
}

const CHECKS: OptionChecks<SmoothOptions> = {
  maxDevices: MEMORY_CHECKS.maxDevices,
  forgetAfter: MEMORY_CHECKS.forgetAfter,
  weight: (option, value) => checkNumber(option, value, 0, 1),
};

/**
 * Puts a moving average, exponentially weighted, in the place of `rssi`, for each device and each controller that hears it. Where the strength is
 * not known, it stays as it was.
 *
 * ```ts
 * scan(adapter).pipe(smoothRssi(), minRssi(-70)).subscribe(console.log);
 * ```
 *
 * @throws OptionError if an option makes no sense
 */
export function smoothRssi<T extends HeardPeer & Pick<Sighting, 'rssi' | 'controller'>>(
  options: SmoothOptions = {},
): MonoTypeOperatorFunction<T> {
  const { maxDevices = MAX_DEVICES, forgetAfter = FORGET_AFTER, weight = 0.3 } = checkOptions(options, CHECKS);
  return (source$) =>
    defer(() => {
      const heard = new Recent<{ rssi: number }>(maxDevices, forgetAfter);
      return source$.pipe(
        map((sighting) => {
          const { rssi, time } = sighting;
          const key = `${sighting.controller.index} ${keyOf(sighting)}`;
          const known = heard.touch(key, time);
          if (known === undefined) {
            if (rssi !== undefined) heard.add(key, { rssi }, time);
            return sighting;
          }
          if (rssi !== undefined) known.rssi += weight * (rssi - known.rssi);
          return { ...sighting, rssi: known.rssi };
        }),
      );
    });
}
