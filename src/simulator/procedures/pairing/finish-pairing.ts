import type { Status } from '../../../protocol/enums/status.js';
import { peerOf } from '../../ground/peer.js';
import type { Controller } from '../../state/controller.js';
import type { Link } from '../../state/link.js';
import { finishPairing } from '../links/lifetime.js';

/** Pairing has failed: the command that waits for it gets an answer, all others an event (mgmt_auth_failed in net/bluetooth/mgmt.c). */
export function pairingFailed(controller: Controller, link: Link, status: Status): void {
  const { pairDevice, peer } = link;
  controller.emit({ event: 'AuthenticationFailed', ...peerOf(peer), status }, pairDevice?.call.socket);
  finishPairing(controller, link, status);
}
