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
  retry,
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
import { isStatusError, isTimeoutError, isTransportError } from '../../mgmt/errors.js';
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

/** What another attempt can't change. */
const isFinal = (error: unknown): boolean =>
  isStatusError(error, 'PermissionDenied', 'NotSupported', 'RFKilled') || isTransportError(error);

/** Nothing comes of it, and it is tried again where that can help. */
const again =
  (scheduler: SchedulerLike) =>
  (work$: Observable<unknown>): Observable<never> =>
    work$.pipe(
      ignoreElements(),
      retry({
        count: TRIES - 1,
        delay: (error: unknown) => {
          if (isFinal(error) || !(isStatusError(error) || isTimeoutError(error))) throw error;
          return after(TRY_AGAIN, scheduler);
        },
      }),
    );

/** Switches it on where it was last, while the client is being closed: nothing more is heard of where it is. */
export const switchOn = (sender: Sender, { index }: ControllerState): Observable<never> =>
  sender.command$('SetPowered', index, true).pipe(again(sender.scheduler));

/** Switches a controller on that was switched off to recover it, as soon as it is there, and notes that. */
export function restorePower(
  adapter: Controller,
  state: ControllerState,
  marker: PowerMarker,
  timeout: number,
): Observable<never> {
  const { scheduler } = adapter.mgmt;
  // What is known may be older than what was done to it; what the kernel had to say before its answer comes before that.
  const asked$ = defer(() => present(adapter, state)).pipe(
    switchMap(() => answers(adapter, timeout)),
    catchError((error: unknown) => (isTimeoutError(error) ? EMPTY : throwError(() => error))),
  );
  const there$ = defer(() => present(adapter, state));
  const on$ = concat(asked$, there$).pipe(
    // Also if it is on: it may be going off, because of a command that was given up and is not answered yet. Then the kernel is busy.
    switchMap(() => adapter.commandWith$('SetPowered', { powered: true }, { timeout })),
    again(scheduler),
  );
  return concat(
    on$,
    defer(() => {
      marker.clear(state.address);
      return EMPTY;
    }),
  );
}
