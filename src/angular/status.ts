import type { Signal } from '@angular/core';
import { DestroyRef, inject, signal } from '@angular/core';
import { takeUntilDestroyed, toSignal } from '@angular/core/rxjs-interop';
import type { Observable } from 'rxjs';
import { NEVER, Subject, defer, filter, map, merge, retry, scan, take, throwError, timer } from 'rxjs';
import type { Mgmt, TransportError } from '../index.js';
import { isTransportError } from '../index.js';

/** How it is with the way to the kernel. */
export interface MgmtStatus {
  /** Whether the kernel is a simulated one in this page. */
  readonly simulated: boolean;
  /** Whether there is a connection. Without one and without an `error` it was not needed yet. */
  readonly connected: Signal<boolean>;
  /** Why there is no connection although one is needed. `undefined` when there is one again. */
  readonly error: Signal<TransportError | undefined>;
  /** How many events were lost so far; a cut counts as one, since their number is unknown. */
  readonly lost: Signal<number>;
  /** Tries at once what waits to be tried again, also what was refused. */
  retry(): void;
  /**
   * An operator, for streams that are to live as long as a page: `scan(adapter).pipe(collectDevices(), status.retried)`. When the kernel can't be reached
   * the stream waits, {@link error} says why, and it is subscribed to again: after `retryDelay`, or after
   * {@link retry}; only after the latter if this client was refused. Errors that are no `TransportError` pass.
   */
  readonly retried: <T>(source: Observable<T>) => Observable<T>;
}

/** To be called where Angular injects; lives as long as that. */
export function mgmtStatus(mgmt: Mgmt, simulated: boolean, retryDelay: number): MgmtStatus {
  const error = signal<TransportError | undefined>(undefined);
  const again = new Subject<void>();
  // The last one is shown until there is a connection.
  merge(
    mgmt.cuts$,
    mgmt.connected$.pipe(
      filter(Boolean),
      map(() => undefined),
    ),
  )
    .pipe(takeUntilDestroyed())
    .subscribe((reason) => error.set(reason));
  inject(DestroyRef).onDestroy(() => again.complete());

  const whenToRetry = (reason: unknown): Observable<unknown> => {
    if (!isTransportError(reason)) return throwError(() => reason);
    error.set(reason);
    const delay = reason.code === 'REFUSED' ? Infinity : retryDelay;
    const later$ = delay === Infinity ? NEVER : timer(delay, mgmt.scheduler);
    return merge(again, later$).pipe(take(1));
  };

  return {
    simulated,
    connected: toSignal(mgmt.connected$, { initialValue: false }),
    error: error.asReadonly(),
    lost: toSignal(mgmt.drops$.pipe(scan((total, { dropped }) => total + dropped, 0)), { initialValue: 0 }),
    retry: () => again.next(),
    retried: (source) => defer(() => source).pipe(retry({ delay: whenToRetry })),
  };
}
