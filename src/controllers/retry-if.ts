import type { MonoTypeOperatorFunction, Observable } from 'rxjs';
import { retry } from 'rxjs';

/** Subscribes again, so many times, after errors that may pass: when `until` emits, which may fail instead. */
export const retryIf = <T>(
  mayPass: (error: unknown) => boolean,
  count: number,
  until: (error: unknown) => Observable<unknown>,
): MonoTypeOperatorFunction<T> =>
  retry<T>({
    count,
    delay: (error: unknown) => {
      if (mayPass(error)) return until(error);
      throw error;
    },
  });
