import { stopForConnection } from '../advertising/connections.js';
import type { Controller } from '../../state/controller.js';
import type { Accepted, Advertisement, CallToConnect } from '../../air/station.js';
import { meet } from './connect-classic.js';
import { settle } from './connect-low-energy.js';
import type { HciError } from '../../ground/hci-error.js';
import { addLink, attach } from './controller-end.js';
import { abort } from '../links/lifetime.js';
import { classicParty, lowEnergyParty } from '../links/own-party.js';
import { peerOf } from '../../ground/peer.js';

/** A remote calls an address: of this controller, or undefined. */
export function answerCall(
  controller: Controller,
  advertisements: readonly Advertisement[],
  request: CallToConnect,
): Accepted | HciError | undefined {
  if (controller.health.isDeaf) return undefined;
  return request.addressType === 'BREDR'
    ? answerPage(controller, request)
    : answerLowEnergy(controller, advertisements, request);
}

/** hci_conn_request_evt in net/bluetooth/hci_event.c. */
function answerPage(controller: Controller, request: CallToConnect): Accepted | HciError | undefined {
  const { devices, flags, hardware, isUp, links } = controller;
  const { address, classOfDevice } = request.from;
  if (!isUp || !hardware.pageScan || controller.address !== request.address) return undefined;
  const peer = { address, addressType: 'BREDR' } as const;
  if (devices.isBlocked(peer)) return 'UnacceptableAddress';
  if (!flags.has('Connectable') && devices.findClassic(address) === undefined) return 'UnacceptableAddress';
  if (links.find(peer) !== undefined) return 'UnacceptableAddress';
  const link = addLink(controller, peer, false);
  link.classOfDevice = classOfDevice;
  const end = attach(controller, link, request.link, request.from);
  meet(controller, link);
  return { end, party: classicParty(controller) };
}

/** le_conn_complete_evt in net/bluetooth/hci_event.c. */
function answerLowEnergy(
  controller: Controller,
  advertisements: readonly Advertisement[],
  request: CallToConnect,
): Accepted | undefined {
  const { address, addressType, from } = request;
  const isCalled = advertisements.some(
    (each) => each.connectable && each.address === address && each.addressType === addressType,
  );
  if (!isCalled || addressType === 'BREDR') return undefined;
  const link = addLink(controller, peerOf(from), false);
  link.state = 'connected';
  const end = attach(controller, link, request.link, from);
  link.advertised = stopForConnection(controller, address);
  // A device that is blocked gets no further.
  if (controller.devices.isBlocked(controller.keyStore.identityOf(peerOf(from)))) {
    abort(controller, link, 'RemoteUserTerminated');
  } else settle(controller, link);
  return { end, party: lowEnergyParty(controller, { address, addressType }) };
}
