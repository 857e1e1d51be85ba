import type { Observable } from 'rxjs';
import { EMPTY, catchError, ignoreElements } from 'rxjs';
import { retryStatus } from '../controllers/retry-status.js';
import { whenNotBusy } from '../controllers/when-not-busy.js';
import type { Sender } from '../mgmt/sender.js';
import { after } from '../transport/schedule-after.js';

/** How often adding or removing one is tried again when it failed, and after how long, in milliseconds. */
export const FAILED_TIMES = 3;
export const FAILED_DELAY = 100;

/**
 * Removes a monitor. Emits nothing, and never fails: it may have gone with the controller.
 *
 * What switches the controller off interrupts this, as other commands; it works while it is off.
 */
export function removeMonitor(sender: Sender, index: number, handle: number): Observable<never> {
  const uninterrupted$ = sender
    .command$('RemoveAdvertisementMonitor', index, handle)
    .pipe(retryStatus('Failed', FAILED_TIMES, () => after(FAILED_DELAY, sender.scheduler)));
  return whenNotBusy(sender, uninterrupted$).pipe(
    ignoreElements(),
    catchError(() => EMPTY),
  );
}
