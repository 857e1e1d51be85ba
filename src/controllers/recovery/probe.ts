import type { Observable } from 'rxjs';
import { EMPTY, catchError, concat, ignoreElements, switchMap, take, throwError } from 'rxjs';
import { kindsOf } from './kinds.js';
import type { Controller } from '../controller.js';
import { isStatusError } from '../../mgmt/errors.js';
import { isDiscovering } from '../../mgmt/is-discovering.js';
import { after } from '../../transport/schedule-after.js';
import { retryStatus } from '../retry-status.js';

/** A discovery that begins or ends makes the kernel busy for a moment. */
const TRIES = 4;
const TRY_AGAIN = 500;

/** Whether the kernel answers commands for the controller at all. */
export function answers(adapter: Controller, timeout: number): Observable<never> {
  return adapter.commandWith$('ReadControllerInformation', {}, { timeout }).pipe(ignoreElements());
}

/**
 * Completes if the controller does what it is asked: if a discovery can be started, or runs. What else is read, the kernel answers from
 * its memory. Errors with what the kernel says, or `TimeoutError`.
 */
export function probe(adapter: Controller, timeout: number): Observable<never> {
  // Busy because a discovery runs is as good as one that can be started.
  const unlessRunning = (busy: Error, index: number): Observable<never> =>
    isDiscovering(adapter.mgmt, index, timeout).pipe(
      switchMap((runs) => (runs === true ? EMPTY : throwError(() => busy))),
    );
  const started$ = adapter.state$.pipe(
    take(1),
    switchMap((state) => {
      if (state === undefined) return EMPTY;
      const kinds = kindsOf(state.settings);
      if (kinds === undefined) return EMPTY;
      return adapter.commandWith$('StartDiscovery', { addressType: kinds }, { timeout }).pipe(
        switchMap(() => adapter.commandWith$('StopDiscovery', { addressType: kinds }, { timeout })),
        // Another program has ended it.
        catchError((error: unknown) => (isStatusError(error, 'Rejected') ? EMPTY : throwError(() => error))),
        ignoreElements(),
        catchError((error: unknown) =>
          isStatusError(error, 'Busy') ? unlessRunning(error, state.index) : throwError(() => error),
        ),
      );
    }),
    retryStatus('Busy', TRIES - 1, () => after(TRY_AGAIN, adapter.mgmt.scheduler)),
  );
  return concat(answers(adapter, timeout), started$);
}
