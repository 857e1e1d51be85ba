import type { OperatorFunction, Subscription } from 'rxjs';
import { Observable, asyncScheduler } from 'rxjs';
import type { DeviceOrder, ListedDevice, NameTables } from './device-list.js';
import { ORDERS, namer, sorted } from './device-list.js';
import { DeviceTracker } from './device-tracker.js';
import type { Sighting } from './sighting.js';
import type { TrackOptions } from './track-devices.js';
import { LOST_AFTER, TRACK_CHECKS } from './track-devices.js';
import type { OptionChecks } from '../../protocol/options.js';
import { checkDuration, checkFunction, checkOneOf, checkOptions } from '../../protocol/options.js';
import { scheduleAfter } from '../../transport/schedule-after.js';

/** What a list of devices looks like. */
export interface CollectOptions<T extends Sighting = Sighting> extends TrackOptions {
  /** From one list to the next at least, in milliseconds, from 0 on. Default: 1000. */
  readonly period?: number;
  /**
   * `'rssi'`: the strongest first; `'lastSeen'`: the last one first; `'firstSeen'`, `'name'`, `'address'`; or a function as `sort` takes it. Equal ones
   * by their address. Default: `'firstSeen'`, in which nothing moves.
   */
  readonly sortBy?: keyof typeof ORDERS | DeviceOrder<T>;
  /** The name of a company, such as `companyName` of rx-btmgmt/assigned-numbers. Default: none has one. */
  readonly companyName?: NameTables['companyName'];
  /** The name of a service, such as `serviceName` of rx-btmgmt/assigned-numbers. Default: none has one. */
  readonly serviceName?: NameTables['serviceName'];
}

/** So many devices are in a list, unless it is said otherwise. */
const MAX_LISTED = 1000;

function checkOrder<T extends Sighting>(option: string, value: NonNullable<CollectOptions<T>['sortBy']>): void {
  if (typeof value !== 'function') checkOneOf(option, value, Object.keys(ORDERS) as (keyof typeof ORDERS)[]);
}

const CHECKS = {
  ...TRACK_CHECKS,
  period: checkDuration,
  sortBy: checkOrder,
  companyName: checkFunction,
  serviceName: checkFunction,
} satisfies OptionChecks<CollectOptions>;

const nameless = (): undefined => undefined;

/**
 * The list of the devices that are there, for a template or an answer: sorted, at most a thousand, and at most once in a second. An empty one
 * comes at once. What has not changed is the same object as in the list before. Devices are lost as with {@link trackDevices}.
 *
 * ```ts
 * readonly devices$ = scan(adapter).pipe(collectDevices({ sortBy: 'rssi', companyName, serviceName }));
 * ```
 *
 * @throws OptionError if an option makes no sense
 */
export function collectDevices<T extends Sighting = Sighting>(
  options: CollectOptions<T> = {},
): OperatorFunction<T, readonly ListedDevice<T>[]> {
  const {
    lostAfter = LOST_AFTER,
    maxDevices = MAX_LISTED,
    scheduler = asyncScheduler,
    ...rest
  } = checkOptions(options, CHECKS);
  const { period = 1000, sortBy = 'firstSeen', companyName = nameless, serviceName = nameless } = rest;
  const order: DeviceOrder<T> = typeof sortBy === 'function' ? sortBy : ORDERS[sortBy];
  // A new Observable: sorting is for lists that are emitted, and not for each sighting.
  return (source$) =>
    new Observable<readonly ListedDevice<T>[]>((subscriber) => {
      const named = namer<T>({ companyName, serviceName });
      let pause: Subscription | undefined;
      let hasChanged = true;
      const tracker = new DeviceTracker<T, ListedDevice<T>>(maxDevices, lostAfter, scheduler, {
        settled: () => {
          hasChanged = true;
          if (pause === undefined) emit();
        },
      });
      function emit(): void {
        pause = undefined;
        if (!hasChanged) return;
        hasChanged = false;
        pause = scheduleAfter(scheduler, emit, period);
        try {
          subscriber.next(sorted(tracker.list(named), order));
        } catch (error) {
          // Of a function that was given.
          subscriber.error(error);
        }
      }
      subscriber.add(() => {
        tracker.stop();
        pause?.unsubscribe();
      });
      emit();
      subscriber.add(
        source$.subscribe({
          next: (sighting) => tracker.heard(sighting),
          error: (error: unknown) => subscriber.error(error),
          complete: () => {
            pause?.unsubscribe();
            emit();
            subscriber.complete();
          },
        }),
      );
    });
}
