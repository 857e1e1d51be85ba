import type { Observable, ObservableInput } from 'rxjs';
import {
  EMPTY,
  NEVER,
  catchError,
  concat,
  defer,
  distinctUntilChanged,
  from,
  ignoreElements,
  map,
  switchMap,
  throwError,
} from 'rxjs';
import type { Controller } from './controller.js';
import type { ControllerState } from './controller-state.js';
import { lastingState } from './lasting-state.js';
import { readState } from './reads.js';
import { isStatusError, isTransportError } from '../mgmt/errors.js';
import { checkController } from './check-controller.js';
import { checkFunction } from '../protocol/options.js';

/**
 * What a command may fail with because the controller goes away or off under it: any status, such as `Disconnected` for a pairing;
 * ENETDOWN and ENODEV come from `send`.
 */
const mayBeCutShort = (error: unknown): boolean =>
  isStatusError(error) || isTransportError(error, 'ENETDOWN', 'ENODEV');

/**
 * Runs the work while something is true of the controller, anew each time that it becomes true, and for each controller that takes the place.
 *
 * A command fails before we are told why: the kernel first answers what it has pending, and then says that the controller has
 * gone (mgmt_index_removed in net/bluetooth/mgmt.c) or is off. So we ask for the state. If it is no longer true, the change
 * of state ends the work, and the failure was no error but the beginning of a pause.
 */
export function whileTrue<T>(
  controller: Controller,
  isTrue: (state: ControllerState) => boolean,
  project: (state: ControllerState) => ObservableInput<T>,
): Observable<T> {
  const { mgmt } = controller;
  const confirmed = ({ index, configured }: ControllerState, error: unknown): Observable<never> =>
    concat(
      readState(mgmt, index, configured).pipe(
        ignoreElements(),
        catchError((why: unknown) => (isStatusError(why, 'InvalidIndex') ? NEVER : EMPTY)),
      ),
      throwError(() => error),
    );
  const run = (state: ControllerState): Observable<T> =>
    defer(() => from(project(state))).pipe(
      catchError((error: unknown) => (mayBeCutShort(error) ? confirmed(state, error) : throwError(() => error))),
    );
  return lastingState(controller).pipe(
    map((state) => (state !== undefined && isTrue(state) ? state : undefined)),
    distinctUntilChanged((last, next) => last?.index === next?.index && last?.address === next?.address),
    switchMap((state) => (state === undefined ? EMPTY : run(state))),
  );
}

/**
 * Does something while the controller is there, anew each time that it comes; unsubscribes from it when it goes. What the work
 * emits comes out; that it completes ends nothing. That the controller goes is no error, whatever the work's commands say of it.
 *
 * ```ts
 * whilePresent(adapter, ({ index }) => mgmt.event$('NewSettings', index)).subscribe(console.log);
 * ```
 *
 * Errors: those of the work; `TransportError`, with code `'CLOSED'` when the client is closed.
 *
 * @throws OptionError for what is no controller, or no function
 */
export function whilePresent<T>(
  controller: Controller,
  project: (state: ControllerState) => ObservableInput<T>,
): Observable<T> {
  checkFunction('project', project);
  return whileTrue(checkController(controller), () => true, project);
}

/**
 * Does something while the controller is switched on, as {@link whilePresent} does while it is there.
 *
 * ```ts
 * whilePowered(adapter, ({ index }) => discover(mgmt, index, { continuous: true })).subscribe(console.log);
 * ```
 *
 * @throws OptionError for what is no controller, or no function
 */
export function whilePowered<T>(
  controller: Controller,
  project: (state: ControllerState) => ObservableInput<T>,
): Observable<T> {
  checkFunction('project', project);
  return whileTrue(checkController(controller), ({ settings }) => settings.Powered, project);
}
