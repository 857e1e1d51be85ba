import type { Observable } from 'rxjs';
import { catchError, throwError } from 'rxjs';
import type { Load } from './loads.js';
import type { PersistKeysOptions } from './options.js';
import { retryIf } from '../controllers/retry-if.js';
import { TimeoutError, isTimeoutError } from '../mgmt/errors.js';
import type { Mgmt } from '../mgmt/mgmt.js';
import { after } from '../transport/schedule-after.js';

/** How often a list is loaded again that was not answered, and after how long, in milliseconds. */
const RETRIES = 2;
const AGAIN = 1_000;

const unanswered = (error: TimeoutError): TimeoutError =>
  new TimeoutError(
    error,
    error.timeout,
    `It was sent ${RETRIES + 1} times. Which keys of this kind the kernel has is unknown; the store has them all. ` +
      'The controller or the kernel may hang. Subscribe again to load all lists anew.',
  );

/** Loads a list. Sends it again if the answer is lost: a list replaces the one before, so the same one does no harm. */
export function sendLoad(
  mgmt: Mgmt,
  index: number,
  { command, params }: Load,
  { owning }: PersistKeysOptions,
): Observable<unknown> {
  return mgmt.commandWith$(command, index, params, owning === undefined ? {} : { owning }).pipe(
    retryIf(isTimeoutError, RETRIES, () => after(AGAIN, mgmt.scheduler)),
    catchError((error: unknown) => throwError(() => (isTimeoutError(error) ? unanswered(error) : error))),
  );
}
