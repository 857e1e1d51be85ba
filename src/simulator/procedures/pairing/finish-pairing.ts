import type { Status } from '../../../protocol/enums/status.js';
import type { Link } from '../links/link.js';
import { peerOf } from '../../ground/peer.js';

/** Answers the Pair Device that waits for a connection, if there is one (pairing_complete in net/bluetooth/mgmt.c). */
export function finishPairing(link: Link, status: Status): void {
  const waiting = link.pairDevice;
  if (waiting === undefined) return;
  link.controller.pending.remove(waiting);
  link.pairDevice = undefined;
  link.forgetsDevice = false;
  waiting.call.complete(peerOf(link.peer), status);
  link.drop();
}

/** Pairing has failed: the one who waits for it gets an answer, all others an event (mgmt_auth_failed). */
export function pairingFailed(link: Link, status: Status): void {
  const { controller, pairDevice, peer } = link;
  controller.emit({ event: 'AuthenticationFailed', ...peerOf(peer), status }, pairDevice?.call.socket);
  finishPairing(link, status);
}

/**
 * The connection is there, protected, or neither. Over BR/EDR that is the end of pairing in any case; over LE it can only fail
 * by that (pairing_complete_cb, le_pairing_complete_cb).
 */
export function linkChanged(link: Link, status: Status): void {
  if (link.transport === 'BREDR' || status !== 'Success') finishPairing(link, status);
}
