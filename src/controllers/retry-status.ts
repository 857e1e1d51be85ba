import type { MonoTypeOperatorFunction, Observable } from 'rxjs';
import { retryIf } from './retry-if.js';
import { isStatusError } from '../mgmt/errors.js';
import type { Status } from '../protocol/enums/status.js';

/** Sends a command again, so many times, while the kernel refuses it with this status: when `until` emits, which may fail instead. */
export const retryStatus = <T>(
  status: Status,
  count: number,
  until: (error: unknown) => Observable<unknown>,
): MonoTypeOperatorFunction<T> => retryIf((error) => isStatusError(error, status), count, until);
