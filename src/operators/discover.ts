import {
  NEVER,
  Observable,
  ReplaySubject,
  defer,
  endWith,
  filter,
  identity,
  ignoreElements,
  map,
  merge,
  mergeMap,
  of,
  repeat,
  switchMap,
  take,
  takeWhile,
  tap,
} from 'rxjs';
import type { DiscoveryFilter, DiscoveryKinds } from './discovery-commands.js';
import { askForName, discoveryEnded, startDiscovery, stopDiscovery } from './discovery-commands.js';
import { forController } from './for-controller.js';
import { ofEvent } from './of-event.js';
import { StatusError } from '../mgmt/errors.js';
import type { Mgmt } from '../mgmt/mgmt.js';
import type { MgmtEvent } from '../protocol/tables.js';

/** A device that was seen, each time that the kernel reports it. */
export type FoundDevice = MgmtEvent<'DeviceFound'>;

export interface DiscoverOptions extends DiscoveryFilter {
  /**
   * The kernel ends a discovery after about ten seconds. Then this Observable completes; with `true` it starts the next
   * one, until it is unsubscribed. Default: false.
   */
  readonly continuous?: boolean;
  /** Whether the kernel shall ask BR/EDR devices for names that it does not know. Default: true. */
  readonly resolveNames?: boolean;
}

/** Marks the end of the last discovery in a stream of devices. */
const ENDED = undefined;

/**
 * Discovers devices while it is subscribed to: starts a discovery, emits what is found, stops it on unsubscribing, also when
 * an operator behind it throws or has enough. If somebody else is scanning already, it listens along and stops nothing.
 *
 * ```ts
 * discover(mgmt, 0).pipe(filter((device) => device.rssi > -60), take(3)).subscribe(console.log);
 * ```
 *
 * Errors: as `command$`; above all `StatusError` `NotPowered`, `Rejected` (the kind is switched off), `NotSupported` (the
 * controller lacks it), `PermissionDenied`, and `InvalidIndex` if the controller goes away.
 *
 * @param index the controller, 0 to 65534
 */
export function discover(mgmt: Mgmt, index: number, options: DiscoverOptions = {}): Observable<FoundDevice> {
  const { continuous = false, resolveNames = true } = options;
  const found$ = mgmt.event$('DeviceFound', index);
  const ended$ = discoveryEnded(mgmt, index);
  const removed$ = mgmt.events$.pipe(
    ofEvent('IndexRemoved', 'ExtendedIndexRemoved'),
    forController(index),
    map((): never => {
      throw new StatusError({ command: 'StartDiscovery', index }, 'InvalidIndex', { source: 'library' });
    }),
  );
  const names$ = found$.pipe(
    filter(({ flags }) => resolveNames && flags.ConfirmName),
    mergeMap((device) => askForName(mgmt, device)),
  );

  // A new Observable, because stopping has to begin before the last subscriber of events leaves and closes the transport,
  // and because a start that is not answered yet must be waited for, even if nobody else does.
  return new Observable<FoundDevice>((subscriber) => {
    let ours$: Observable<DiscoveryKinds | undefined> = of(undefined);
    const start$ = defer(() => {
      const outcome = new ReplaySubject<DiscoveryKinds | undefined>(1);
      ours$ = outcome;
      startDiscovery(mgmt, index, options).subscribe(outcome);
      return outcome;
    });
    /** There is nothing to stop any more. */
    const over = (): void => void (ours$ = of(undefined));
    const discoveries$ = start$.pipe(
      switchMap((ours) => merge(ended$, ours === undefined ? NEVER : names$).pipe(take(1))),
      tap(over),
      continuous ? repeat() : identity,
      ignoreElements(),
      endWith(ENDED),
    );
    subscriber.add(() =>
      ours$.pipe(filter((ours) => ours !== undefined)).subscribe({
        next: (ours) => stopDiscovery(mgmt, index, ours),
        error: () => undefined, // the start failed, and the subscriber has been told
      }),
    );
    subscriber.add(
      merge(found$, removed$, discoveries$)
        .pipe(
          takeWhile((device) => device !== ENDED),
          // Not started, controller gone or transport broken: the kernel needs no stop, or can't be reached.
          tap({ error: over }),
        )
        .subscribe(subscriber),
    );
  });
}
