import { EMPTY, Observable, catchError, defer, merge, switchMap, tap, throwError } from 'rxjs';
import { ownMonitors } from './own-monitors.js';
import { FAILED_DELAY, FAILED_TIMES } from './remove-monitor.js';
import { retryStatus } from '../controllers/retry-status.js';
import { whenNotBusy } from '../controllers/when-not-busy.js';
import { StatusError, isStatusError } from '../mgmt/errors.js';
import type { Mgmt } from '../mgmt/mgmt.js';
import type { AdvertisementMonitor } from '../operators/match-monitor.js';
import { after } from '../transport/schedule-after.js';

type Added = Observable<{ readonly monitorHandle: number }>;

/**
 * What switches the controller off interrupts commands (hci_cmd_sync_cancel_sync in net/bluetooth/hci_sync.c) before programs are told. Adding
 * one while it is off would leave a command pending for ever (__add_adv_patterns_monitor in mgmt.c): from then on all is `Busy`.
 */
const ifStillOn = (mgmt: Mgmt, index: number, error: unknown): Observable<unknown> =>
  after(FAILED_DELAY, mgmt.scheduler).pipe(
    switchMap(() => mgmt.command$('ReadControllerInformation', index)),
    tap(({ currentSettings }) => {
      if (!currentSettings.Powered) throw error;
    }),
  );

const noMonitors = (index: number, status: 'UnknownCommand' | 'NotSupported'): StatusError =>
  new StatusError({ command: 'AddAdvertisementPatternsMonitor', index }, status, {
    source: 'library',
    advice: "There are no advertisement monitors here: Linux has them since 5.10. Scan with { mode: 'active' }.",
  });

/**
 * Adds it in the best way that kernel and controller take: thresholds came later than patterns, and firmware refuses them now and
 * then. Without them the library compares what the kernel does not.
 */
function add(mgmt: Mgmt, index: number, monitor: AdvertisementMonitor, isWanted: () => boolean): Added {
  const { patterns } = monitor;
  // What is tried again is not, once all have left: they do when it is switched off, and to add one then is what must not be.
  const ifWanted = (command$: Added): Added => defer(() => (isWanted() ? command$ : EMPTY));
  const plain$ = ifWanted(mgmt.commandWith$('AddAdvertisementPatternsMonitor', index, { patterns }));
  const best$ =
    'highThreshold' in monitor
      ? ifWanted(mgmt.commandWith$('AddAdvertisementPatternsMonitorWithRSSIThreshold', index, monitor)).pipe(
          catchError((error: unknown) => {
            if (isStatusError(error, 'Failed')) return ifStillOn(mgmt, index, error).pipe(switchMap(() => plain$));
            return isStatusError(error, 'UnknownCommand', 'NotSupported', 'Rejected')
              ? plain$
              : throwError(() => error);
          }),
        )
      : plain$;
  const uninterrupted$ = best$.pipe(retryStatus('Failed', FAILED_TIMES, (error) => ifStillOn(mgmt, index, error)));
  return whenNotBusy(mgmt, uninterrupted$).pipe(
    catchError((error: unknown) => {
      if (isStatusError(error, 'UnknownCommand')) return throwError(() => noMonitors(index, 'UnknownCommand'));
      if (isStatusError(error, 'NotSupported')) return throwError(() => noMonitors(index, 'NotSupported'));
      return throwError(() => error);
    }),
  );
}

/** Has a monitor in the kernel while it is subscribed to; emits its handle. Completes if another program removes it. */
export function heldMonitor(mgmt: Mgmt, index: number, monitor: AdvertisementMonitor): Observable<number> {
  // A new Observable, because a command can't be taken back: what it adds after all have left has to be removed.
  return new Observable<number>((subscriber) => {
    const monitors = ownMonitors(mgmt, index);
    const isWanted = (): boolean => !subscriber.closed;
    let handle: number | undefined;
    const removed$ = mgmt.event$('AdvertisementMonitorRemoved', index);
    const cleared$ = mgmt.event$('IndexRemoved', index);
    subscriber.add(
      merge(removed$, cleared$).subscribe((event) => {
        if (handle === undefined) return;
        const isOurs = event.event === 'IndexRemoved' || event.monitorHandle === handle || event.monitorHandle === 0;
        if (!isOurs) return;
        handle = undefined;
        subscriber.complete();
      }),
    );
    monitors.add(add(mgmt, index, monitor, isWanted), isWanted).subscribe({
      next: ({ monitorHandle }) => {
        if (subscriber.closed) return void monitors.remove(monitorHandle).subscribe();
        handle = monitorHandle;
        subscriber.next(monitorHandle);
      },
      error: (error: unknown) => subscriber.error(error),
    });
    return () => {
      if (handle !== undefined) monitors.remove(handle).subscribe();
    };
  });
}
