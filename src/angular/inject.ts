import type { InjectionToken, Signal } from '@angular/core';
import { inject } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import type { Observable } from 'rxjs';
import { catchError, concat, endWith, of, throwError } from 'rxjs';
import { MGMT, STATUS } from './provide.js';
import type { MgmtStatus } from './status.js';
import type { Controller, ControllerState, Mgmt, Which } from '../index.js';
import { controller, controllers } from '../index.js';

function provided<T>(token: InjectionToken<T>): T {
  const found = inject(token, { optional: true });
  if (found !== null) return found;
  throw new Error(
    `${String(token)}: there is none here. Add provideBtmgmt(withWebSocket(…)) to the providers of the application, ` +
      'in bootstrapApplication() or TestBed.configureTestingModule().',
  );
}

/** The client that {@link provideBtmgmt} has made. It opens nothing until something is asked of it. */
export const injectMgmt = (): Mgmt => provided(MGMT);

/** How it is with the way to the kernel, for banners; and an operator that waits until there is one. */
export const injectMgmtStatus = (): MgmtStatus => provided(STATUS);

/** What is not followed any more is not known to be there. */
const orElse = <T>(source: Observable<T>, nothing: T): Observable<T> =>
  source.pipe(
    endWith(nothing),
    catchError((error: unknown) =>
      concat(
        of(nothing),
        throwError(() => error),
      ),
    ),
  );

/** A handle on a controller, and its state as a signal. */
export interface InjectedController extends Controller {
  /** All that is known of it. `undefined`: it is not there, or there is no way to it now, which `injectMgmtStatus().error` says. */
  readonly state: Signal<ControllerState | undefined>;
}

/**
 * A handle on one controller, which keeps meaning the same one when it is unplugged and returns. The signal lives as long as what injects it.
 *
 * @param which as for `controller()`. Default: 0, whoever sits there
 * @throws OptionError if `which` means none
 */
export function injectController(which: Which = 0): InjectedController {
  const mgmt = injectMgmt();
  const handle = controller(mgmt, which);
  const state = toSignal(injectMgmtStatus().retried(orElse(handle.state$, undefined)));
  return {
    mgmt,
    state,
    state$: handle.state$,
    command$: (name, ...args) => handle.command$(name, ...args),
    commandWith$: (name, params, options) => handle.commandWith$(name, params, options),
    event$: (name) => handle.event$(name),
  };
}

/** The controllers that are there, by index; none while there is no way to them. The signal lives as long as what injects it. */
export function injectControllers(): Signal<readonly ControllerState[]> {
  return toSignal(injectMgmtStatus().retried(orElse(controllers(injectMgmt()), [])), { initialValue: [] });
}
