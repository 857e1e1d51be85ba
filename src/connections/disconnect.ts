import type { Observable } from 'rxjs';
import { catchError, filter, map, merge, of, retry, switchMap, take, throwError } from 'rxjs';
import { checkPeer, isSamePeer } from '../controllers/check-peer.js';
import type { Controller } from '../controllers/controller.js';
import type { Peer } from '../controllers/controller-state.js';
import { isStatusError } from '../mgmt/errors.js';
import type { MgmtEvent } from '../protocol/tables.js';
import { after } from '../transport/schedule-after.js';

/** What became of a connection that was to end. */
export interface Disconnected extends Peer {
  /** Whether there was one. */
  readonly wasConnected: boolean;
  /** Why it ended: `'LocalHost'`, or what came first. `undefined`: there was none. */
  readonly reason: MgmtEvent<'DeviceDisconnected'>['reason'] | undefined;
}

/** Until the event is there that says why, after the answer, in milliseconds: they come in any order. */
const GRACE = 500;
/** Somebody else ends it. Until it is tried again, in milliseconds, and how often. */
const BUSY_DELAY = 100;
const BUSY_TIMES = 50;

/**
 * Ends a connection; emits why it ended, and completes. That there is none is no error, see `wasConnected`.
 *
 * ```ts
 * disconnect(controller(mgmt, 0), peer).subscribe(({ reason }) => console.log(reason));
 * ```
 *
 * Errors: those of Disconnect; `StatusError` `InvalidIndex` if the controller is not there.
 *
 * @throws OptionError for what is no peer
 */
export function disconnect(controller: Controller, peer: Peer): Observable<Disconnected> {
  const { address, addressType } = checkPeer('peer', peer);
  const { scheduler } = controller.mgmt;
  const ended = (wasConnected: boolean, reason: Disconnected['reason']): Disconnected => ({
    address,
    addressType,
    wasConnected,
    reason,
  });
  const told$ = controller.event$('DeviceDisconnected').pipe(
    filter((event) => isSamePeer(event, { address, addressType })),
    map(({ reason }) => ended(true, reason)),
  );
  const answered$ = controller.command$('Disconnect', address, addressType).pipe(
    retry({
      count: BUSY_TIMES,
      delay: (error: unknown) =>
        isStatusError(error, 'Busy') ? after(BUSY_DELAY, scheduler) : throwError(() => error),
    }),
    switchMap(() => after(GRACE, scheduler).pipe(map(() => ended(true, 'LocalHost')))),
    catchError((error: unknown) =>
      isStatusError(error, 'Disconnected', 'NotConnected', 'NotPowered')
        ? of(ended(false, undefined))
        : throwError(() => error),
    ),
  );
  return merge(told$, answered$).pipe(take(1));
}
