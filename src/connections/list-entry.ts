import {
  EMPTY,
  Observable,
  catchError,
  concat,
  defer,
  filter,
  ignoreElements,
  of,
  switchMap,
  take,
  throwError,
} from 'rxjs';
import { isSamePeer } from '../controllers/check-peer.js';
import type { Peer } from '../controllers/controller-state.js';
import { controller } from '../controllers/controller.js';
import { Turns } from '../controllers/turns.js';
import { unpairings } from '../controllers/unpairings.js';
import { isTransportError } from '../mgmt/errors.js';
import type { Mgmt } from '../mgmt/mgmt.js';
import { perClient } from '../mgmt/per-client.js';
import type { Sender } from '../mgmt/sender.js';
import { undoing } from '../mgmt/undoing.js';
import type { DeviceAction, DeviceFlagsInput } from './options.js';

/** The devices that one client has on a controller's list, and how many of its parts want them there. */
class Entries {
  readonly turns = new Turns();
  readonly #holders = new Map<string, number>();

  isHeld(key: string): boolean {
    return this.#holders.has(key);
  }

  hold(key: string): void {
    this.#holders.set(key, (this.#holders.get(key) ?? 0) + 1);
  }

  release(key: string): void {
    const left = (this.#holders.get(key) ?? 1) - 1;
    if (left > 0) this.#holders.set(key, left);
    else this.#holders.delete(key);
  }
}

const entriesOf = /* @__PURE__ */ perClient<number, Entries>(() => new Entries());

export interface Entry {
  readonly peer: Peer;
  readonly action: DeviceAction;
  readonly flags: DeviceFlagsInput | undefined;
}

function add(mgmt: Mgmt, index: number, { peer, action, flags }: Entry): Observable<unknown> {
  const { address, addressType } = peer;
  const add$ = mgmt.command$('AddDevice', index, address, addressType, action).pipe(
    // Another program has it on the list (add_device in net/bluetooth/mgmt.c, for BR/EDR).
    catchError((error: unknown) => (isTransportError(error, 'EEXIST') ? EMPTY : throwError(() => error))),
  );
  const flags$ = flags === undefined ? EMPTY : mgmt.command$('SetDeviceFlags', index, address, addressType, flags);
  return concat(add$, flags$);
}

/** It may be gone. A controller that is off removes, too. */
const remove = (mgmt: Sender, index: number, { address, addressType }: Peer): Observable<unknown> =>
  mgmt.command$('RemoveDevice', index, address, addressType).pipe(catchError(() => EMPTY));

/**
 * Emits when the kernel has taken an LE device off the list without saying so: because it was unpaired, for good when the connection ends that
 * there was then (unpair_device in net/bluetooth/mgmt.c; HCI_CONN_PARAM_REMOVAL_PEND in hci_conn.c).
 */
function droppings(mgmt: Mgmt, index: number, peer: Peer): Observable<unknown> {
  if (peer.addressType === 'BREDR') return EMPTY;
  const apart$ = controller(mgmt, index).state$.pipe(
    filter((state) => state?.connections?.some((other) => isSamePeer(other, peer)) !== true),
    take(1),
  );
  return unpairings(mgmt).pipe(
    filter((unpairing) => unpairing.index === index && isSamePeer(unpairing.peer, peer)),
    switchMap(() => apart$),
  );
}

/**
 * Has a device on the controller's list while it is subscribed to: emits true when it is. Completes when another program has removed
 * it. All who want the same device share the entry; what the last one wants of it counts.
 */
export function listEntry(mgmt: Mgmt, index: number, entry: Entry): Observable<true> {
  const { peer } = entry;
  // A new Observable, because a command can't be taken back: what it adds after all have left has to be removed.
  return new Observable<true>((subscriber) => {
    const entries = entriesOf(mgmt, index);
    const key = `${peer.addressType} ${peer.address}`;
    let isAdded = false;
    entries.hold(key);
    subscriber.add(
      mgmt.event$('DeviceRemoved', index).subscribe((event) => {
        // When all are removed at once, the kernel tells other types than they have (remove_device in net/bluetooth/mgmt.c).
        if (event.address === peer.address && isAdded) subscriber.complete();
      }),
    );
    subscriber.add(mgmt.event$('IndexRemoved', index).subscribe(() => (isAdded = false)));
    const added$ = defer(() => {
      if (subscriber.closed) return EMPTY;
      isAdded = true;
      return concat(add(mgmt, index, entry).pipe(ignoreElements()), of(true as const));
    });
    const put = (): void => {
      entries.turns.take(added$).subscribe({
        next: () => subscriber.next(true),
        error: (error: unknown) => subscriber.error(error),
      });
    };
    subscriber.add(droppings(mgmt, index, peer).subscribe(put));
    put();
    return () => {
      entries.release(key);
      undoing(mgmt, (sender) => {
        const removed$ = defer(() => (isAdded && !entries.isHeld(key) ? remove(sender, index, peer) : EMPTY));
        return entries.turns.take(removed$);
      }).subscribe();
    };
  });
}
