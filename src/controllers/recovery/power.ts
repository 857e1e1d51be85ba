import type { Observable, SchedulerLike } from 'rxjs';
import {
  EMPTY,
  catchError,
  concat,
  defer,
  filter,
  ignoreElements,
  map,
  merge,
  switchMap,
  take,
  throwError,
} from 'rxjs';
import type { PowerMarker } from './marker.js';
import { answers } from './probe.js';
import { RecoveryError } from './recovery-error.js';
import type { Controller } from '../controller.js';
import type { ControllerState } from '../controller-state.js';
import { lastingState } from '../lasting-state.js';
import { retryIf } from '../retry-if.js';
import { isStatusError, isTimeoutError } from '../../mgmt/errors.js';
import type { Sender } from '../../mgmt/sender.js';
import { after } from '../../transport/schedule-after.js';

/** How long a controller may take to return after it was reset: its firmware may have to be loaded. In milliseconds. */
const RETURNS = 15_000;
/** How often switching on is tried, while the kernel is still busy with switching off, and how long it waits between. */
const TRIES = 3;
const TRY_AGAIN = 1000;

const isThere = (state: ControllerState | undefined): state is ControllerState => state?.configured === true;

/** The controller's state when it is there; an error if it does not come. */
export function present(
  adapter: Controller,
  last: ControllerState | undefined,
  within = RETURNS,
): Observable<ControllerState> {
  const late$ = after(within, adapter.mgmt.scheduler).pipe(
    switchMap(() => throwError(() => new RecoveryError('Absent', last))),
  );
  return merge(lastingState(adapter).pipe(filter(isThere)), late$).pipe(take(1));
}

/** The state of a controller at present; undefined also if it can't be read within some time. */
export function stateNow(adapter: Controller, timeout: number): Observable<ControllerState | undefined> {
  const unread$ = after(timeout, adapter.mgmt.scheduler).pipe(map(() => undefined));
  return merge(lastingState(adapter), unread$).pipe(take(1));
}

/** What another attempt can change. */
const mayPass = (error: unknown): boolean =>
  isTimeoutError(error) ||
  (isStatusError(error) && !isStatusError(error, 'PermissionDenied', 'NotSupported', 'RFKilled'));

/** Switches it on, again where that can help, and then notes that it is. */
const noted = (
  on$: Observable<unknown>,
  scheduler: SchedulerLike,
  marker: PowerMarker,
  { address }: ControllerState,
): Observable<never> =>
  concat(
    on$.pipe(
      ignoreElements(),
      retryIf(mayPass, TRIES - 1, () => after(TRY_AGAIN, scheduler)),
    ),
    defer(() => {
      marker.clear(address);
      return EMPTY;
    }),
  );

/** Switches it on where it was last, while the client is being closed: nothing more is heard of where it is. */
export const switchOn = (sender: Sender, state: ControllerState, marker: PowerMarker): Observable<never> =>
  noted(sender.command$('SetPowered', state.index, true), sender.scheduler, marker, state);

/** Switches a controller on that was switched off to recover it, as soon as it is there, and notes that. */
export function restorePower(
  adapter: Controller,
  state: ControllerState,
  marker: PowerMarker,
  timeout: number,
): Observable<never> {
  // What is known may be older than what was done to it; what the kernel had to say before its answer comes before that.
  const asked$ = defer(() => present(adapter, state)).pipe(
    switchMap(() => answers(adapter, timeout)),
    catchError((error: unknown) => (isTimeoutError(error) ? EMPTY : throwError(() => error))),
  );
  const there$ = defer(() => present(adapter, state));
  const on$ = concat(asked$, there$).pipe(
    // Also if it is on: it may be going off, because of a command that was given up and is not answered yet. Then the kernel is busy.
    switchMap(() => adapter.commandWith$('SetPowered', { powered: true }, { timeout })),
  );
  return noted(on$, adapter.mgmt.scheduler, marker, state);
}
