import type { OperatorFunction, SchedulerLike } from 'rxjs';
import { Observable, asyncScheduler } from 'rxjs';
import type { DeviceChange } from './device.js';
import { DeviceTracker } from './device-tracker.js';
import { MAX_DEVICES, checkMaxDevices } from './memory-options.js';
import type { Sighting } from './sighting.js';
import { OptionError } from '../../protocol/option-error.js';
import type { OptionChecks } from '../../protocol/options.js';
import { checkOptions } from '../../protocol/options.js';
import { checkScheduler } from '../../transport/check-scheduler.js';

/** When a device is there. */
export interface TrackOptions {
  /**
   * How long a device is silent until it is lost, in milliseconds; `Infinity`: it never is. `'learned'`: each one for itself, five seconds longer
   * than the longest pause between its last 16 sightings, and 195 seconds until there were so many. Default: 60 000, which is five
   * active discoveries of the kernel.
   */
  readonly lostAfter?: number | 'learned';
  /** How many there are at most, 1 to 1 000 000. With more, the one that was heard longest ago is lost. Default: 4096. */
  readonly maxDevices?: number;
  /** The clock and the timers. Default: `asyncScheduler`. */
  readonly scheduler?: SchedulerLike;
}

export const LOST_AFTER = 60_000;

function checkLostAfter(option: string, value: number | 'learned'): void {
  if (value === 'learned' || (typeof value === 'number' && value > 0)) return;
  throw new OptionError(option, value, "a positive number of milliseconds, Infinity, or 'learned'");
}

export const TRACK_CHECKS: OptionChecks<TrackOptions> = {
  lostAfter: checkLostAfter,
  maxDevices: checkMaxDevices,
  scheduler: checkScheduler,
};

/**
 * Tells which devices come, what is heard of them, and which go: `'found'`, `'updated'` with each further sighting, `'lost'`.
 *
 * ```ts
 * scan(adapter).pipe(trackDevices({ lostAfter: 'learned' })).subscribe(({ change, device }) => console.log(change, device.address));
 * ```
 *
 * Sightings of several controllers may be merged before it: each device comes once, with `controller` and `rssi` of who hears it best, and
 * with all in `heardBy`. What operators before it have added stays, see {@link Device}. It stays with a controller unless another hears it by 16 dB better, or that one no more.
 *
 * @throws OptionError if an option makes no sense
 */
export function trackDevices<T extends Sighting = Sighting>(
  options: TrackOptions = {},
): OperatorFunction<T, DeviceChange<T>> {
  const {
    lostAfter = LOST_AFTER,
    maxDevices = MAX_DEVICES,
    scheduler = asyncScheduler,
  } = checkOptions(options, TRACK_CHECKS);
  // A new Observable, because silence is an event, too, and its timer belongs to all devices together.
  return (source$) =>
    new Observable<DeviceChange<T>>((subscriber) => {
      const tracker = new DeviceTracker<T>(maxDevices, lostAfter, scheduler, {
        changed: (change, device) => subscriber.next({ change, device }),
      });
      subscriber.add(() => tracker.stop());
      subscriber.add(
        source$.subscribe({
          next: (sighting) => tracker.heard(sighting),
          error: (error: unknown) => subscriber.error(error),
          complete: () => subscriber.complete(),
        }),
      );
    });
}
