import type { MonoTypeOperatorFunction } from 'rxjs';
import { defer, filter } from 'rxjs';
import type { MemoryOptions } from './memory-options.js';
import { FORGET_AFTER, MAX_DEVICES, MEMORY_CHECKS } from './memory-options.js';
import { Recent } from './recent.js';
import type { HeardPeer } from './sighting.js';
import { keyOf } from './sighting.js';
import { checkOptions } from '../../protocol/options.js';

/**
 * Lets through each device once: when it is heard first, and again when it was forgotten because it was silent for long, or because so many
 * others were heard.
 *
 * ```ts
 * scan(adapter).pipe(distinctDevices()).subscribe(({ address, name }) => console.log(address, name));
 * ```
 *
 * @throws OptionError if an option makes no sense
 */
export function distinctDevices<T extends HeardPeer>(options: MemoryOptions = {}): MonoTypeOperatorFunction<T> {
  const { maxDevices = MAX_DEVICES, forgetAfter = FORGET_AFTER } = checkOptions(options, MEMORY_CHECKS);
  return (source$) =>
    defer(() => {
      const heard = new Recent<true>(maxDevices, forgetAfter);
      return source$.pipe(
        filter((sighting) => {
          const key = keyOf(sighting);
          if (heard.touch(key, sighting.time) === true) return false;
          return heard.add(key, true, sighting.time);
        }),
      );
    });
}
