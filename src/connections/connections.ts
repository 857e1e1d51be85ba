import type { Observable } from 'rxjs';
import {
  EMPTY,
  defer,
  distinctUntilChanged,
  filter,
  ignoreElements,
  map,
  merge,
  observeOn,
  switchMap,
  take,
  tap,
} from 'rxjs';
import type { Connection } from './connection.js';
import type { ConnectionsOptions } from './options.js';
import { checkConnectionsOptions } from './options.js';
import { qualityOf } from './quality.js';
import { Tracker } from './tracker.js';
import type { Controller } from '../controllers/controller.js';
import type { Peer } from '../controllers/controller-state.js';
import { permission } from '../controllers/refusals.js';
import { whilePresent } from '../controllers/while-present.js';
import { checkController } from '../controllers/check-controller.js';

const NONE: readonly Peer[] = [];

/**
 * Who is connected, the oldest connection first: the list of now, then a new one with each change. Empty while the controller is off or absent.
 *
 * ```ts
 * connections(controller(mgmt, 0), { interval: 5000 }).subscribe((list) => console.table(list));
 * ```
 *
 * With an `interval` it asks how well each one is, as long as it is subscribed to. What did not change is the same object as before.
 *
 * Errors: `StatusError` `PermissionDenied`, since only programs with CAP_NET_ADMIN are told; `TransportError`.
 *
 * @throws OptionError if an option makes no sense
 */
export function connections(
  controller: Controller,
  options: ConnectionsOptions = {},
): Observable<readonly Connection[]> {
  const plan = checkConnectionsOptions(options);
  const { mgmt, state$ } = checkController(controller);
  return defer(() => {
    const tracker = new Tracker(mgmt.scheduler);
    const peers$ = state$.pipe(
      map((state) => (state === undefined ? NONE : state.connections)),
      filter((peers) => peers !== undefined),
      distinctUntilChanged(),
      // Who is new is told by an event, which has more to say, and which this may come before.
      observeOn(mgmt.scheduler),
    );
    const told$ = merge(controller.event$('DeviceConnected'), controller.event$('DeviceDisconnected')).pipe(
      tap((event) => tracker.hear(event)),
      ignoreElements(),
    );
    const quality$ = whilePresent(controller, ({ index }) =>
      tracker.peers$.pipe(
        switchMap((peers) =>
          merge(
            ...peers.map((peer) =>
              qualityOf(mgmt, index, peer, plan).pipe(map((quality) => tracker.rate(peer, quality))),
            ),
          ),
        ),
      ),
    );
    const first$ = state$.pipe(
      take(1),
      switchMap((state) => (state?.connections === undefined ? permission(mgmt, state?.index ?? 0) : EMPTY)),
    );
    return merge(told$, first$, quality$, peers$.pipe(map((peers) => tracker.list(peers)))).pipe(
      map(() => tracker.connections),
      distinctUntilChanged(),
    );
  });
}
