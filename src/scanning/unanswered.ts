import type { MonoTypeOperatorFunction, SchedulerLike } from 'rxjs';
import { retry, throwError } from 'rxjs';
import { isStatusError, isTimeoutError } from '../mgmt/errors.js';
import { after } from '../transport/schedule-after.js';

/** From one try to the next, in milliseconds. Each makes the kernel wait for two seconds (HCI_CMD_TIMEOUT). */
const AGAIN = 5_000;

/** Linux says AuthenticationFailed when a controller has not answered in time (ETIMEDOUT in mgmt_errno_status, net/bluetooth/mgmt.c). */
const isUnanswered = (error: unknown): boolean => isTimeoutError(error) || isStatusError(error, 'AuthenticationFailed');

/** Tries again for as long as the controller, or the kernel, does not answer: it may be about to come back. */
export function retryUnanswered<T>(scheduler: SchedulerLike): MonoTypeOperatorFunction<T> {
  return retry<T>({
    delay: (error: unknown) => (isUnanswered(error) ? after(AGAIN, scheduler) : throwError(() => error)),
  });
}
