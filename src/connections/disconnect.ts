import type { Observable } from 'rxjs';
import { catchError, filter, map, merge, of, switchMap, take, throwError } from 'rxjs';
import { checkPeer, isSamePeer } from '../controllers/check-peer.js';
import type { Controller } from '../controllers/controller.js';
import type { Peer } from '../controllers/controller-state.js';
import { whenNotBusy } from '../controllers/when-not-busy.js';
import { isStatusError } from '../mgmt/errors.js';
import type { MgmtEvent } from '../protocol/tables.js';
import { after } from '../transport/schedule-after.js';
import { checkController } from '../controllers/check-controller.js';

/** What became of a connection that was to end. */
export interface Disconnected extends Peer {
  /** Whether there was one. */
  readonly wasConnected: boolean;
  /** Why it ended: `'LocalHost'`, or what came first. `undefined`: there was none. */
  readonly reason: MgmtEvent<'DeviceDisconnected'>['reason'] | undefined;
}

/** Until the event is there that says why, after the answer, in milliseconds: they come in any order. */
const GRACE = 500;
/** How often it is tried again while another program ends it. */
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
  const { mgmt } = checkController(controller);
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
  const answered$ = whenNotBusy(mgmt, controller.command$('Disconnect', address, addressType), BUSY_TIMES).pipe(
    switchMap(() => after(GRACE, mgmt.scheduler).pipe(map(() => ended(true, 'LocalHost')))),
    catchError((error: unknown) =>
      isStatusError(error, 'Disconnected', 'NotConnected', 'NotPowered')
        ? of(ended(false, undefined))
        : throwError(() => error),
    ),
  );
  return merge(told$, answered$).pipe(take(1));
}
