import type { Observable } from 'rxjs';
import { EMPTY, catchError, combineLatest, concat, distinctUntilChanged, map, of, switchMap } from 'rxjs';
import type { DesiredState } from './desired-state.js';
import { checkDesired } from './desired-state.js';
import { Keeper } from './keeper.js';
import type { KeepOptions } from './options.js';
import { keepSettings } from './options.js';
import type { KeepReport } from './reports.js';
import type { Controller } from '../controller.js';
import type { ControllerState } from '../controller-state.js';
import { lastingState } from '../lasting-state.js';
import { memoryOf } from '../recovery/marker.js';
import { restorePower } from '../recovery/power.js';
import { checkController } from '../check-controller.js';

const RECOVERING = { report: 'Recovering' } as const;
type Place = ControllerState | typeof RECOVERING | undefined;
const placeOf = (place: Place): string | undefined =>
  place === undefined || 'report' in place ? place?.report : `${place.index} ${place.address}`;
const isSame = (a: Place, b: Place): boolean => placeOf(a) === placeOf(b);

/** How long to wait for the answer, in milliseconds. */
const RESTORING = 10_000;

/**
 * Keeps a controller as it is desired while it is subscribed to: sets what differs, in an order that the kernel accepts, and again
 * whenever it differs, be it after a power cycle, because it was unplugged and returned, or because another program has changed it. Each
 * deviation and each change is reported.
 *
 * ```ts
 * keep(adapter, { Powered: true, LowEnergy: true, Name: 'gateway' }).subscribe((report) => console.log(report));
 * ```
 *
 * What is refused or undone is tried again, later each time, and given up after `attempts`. It never completes. Unsubscribing
 * leaves the controller as it is, unless `restore` is set.
 *
 * Errors: `KeepError` for what was given up; `StatusError` for what can never work, `NotSupported` or `PermissionDenied`;
 * `TransportError`. Subscribing again begins anew.
 *
 * @throws OptionError for wrong options, and for what no controller can be, such as discoverable and not connectable
 */
export function keep(controller: Controller, desired: DesiredState, options: KeepOptions = {}): Observable<KeepReport> {
  checkController(controller);
  const wanted = checkDesired(desired);
  const settings = keepSettings(options);
  const { marker } = settings;
  // Recovering takes it down and up, which must not be taken for a deviation and undone.
  return combineLatest([lastingState(controller), memoryOf(controller.mgmt).busy$]).pipe(
    map(([state, busy]): Place => {
      if (state?.configured !== true) return undefined;
      return busy.get(state.address) === 'Step' ? RECOVERING : state;
    }),
    distinctUntilChanged(isSame),
    switchMap((state) => {
      if (state === undefined) return of<KeepReport>({ report: 'Absent' });
      if ('report' in state) return of<KeepReport>(state);
      const kept$ = new Keeper(controller, wanted, settings, (now) => isSame(now, state)).run();
      if (marker?.has(state.address) !== true) return kept$;
      return concat(restorePower(controller, state, marker, RESTORING).pipe(catchError(() => EMPTY)), kept$);
    }),
  );
}
