import type { MonoTypeOperatorFunction, Observable } from 'rxjs';
import { retry } from 'rxjs';
import { isStatusError } from '../mgmt/errors.js';
import type { Status } from '../protocol/enums/status.js';

/** Sends a command again, so many times, while the kernel refuses it with this status: when `until` emits, which may fail instead. */
export const retryStatus = <T>(
  status: Status,
  count: number,
  until: (error: unknown) => Observable<unknown>,
): MonoTypeOperatorFunction<T> =>
  retry<T>({
    count,
    delay: (error: unknown) => {
      if (isStatusError(error, status)) return until(error);
      throw error;
    },
  });
