import type { Observable } from 'rxjs';
import { distinctUntilChanged, map, of, switchMap } from 'rxjs';
import type { DesiredState } from './desired-state.js';
import { checkDesired } from './desired-state.js';
import { Keeper } from './keeper.js';
import type { KeepOptions } from './options.js';
import { keepSettings } from './options.js';
import type { KeepReport } from './reports.js';
import type { Controller } from '../controller.js';
import type { ControllerState } from '../controller-state.js';

const isSame = (a: ControllerState | undefined, b: ControllerState | undefined): boolean =>
  a?.index === b?.index && a?.address === b?.address;

/**
 * Keeps a controller as it is desired while it is subscribed to: sets what differs, in an order that the kernel accepts, and again
 * whenever it differs, be it after a power cycle, because it was unplugged and returned, or because somebody else has changed it. Each
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
  const wanted = checkDesired(desired);
  const settings = keepSettings(options);
  return controller.state$.pipe(
    map((state) => (state?.configured === true ? state : undefined)),
    distinctUntilChanged(isSame),
    switchMap((state) =>
      state === undefined
        ? of<KeepReport>({ report: 'Absent' })
        : new Keeper(controller, wanted, settings, (now) => isSame(now, state)).run(),
    ),
  );
}
