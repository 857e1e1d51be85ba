import type { Observable, SchedulerLike } from 'rxjs';
import { mergeMap, throwError, timer } from 'rxjs';

/** Fails when the call that subscribed is over: who tries again at once would otherwise never leave it. */
export const failLater = (error: unknown, scheduler: SchedulerLike): Observable<never> =>
  timer(0, scheduler).pipe(mergeMap(() => throwError(() => error)));
