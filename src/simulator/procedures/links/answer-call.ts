import { stopForConnection } from '../advertising/connections.js';
import type { Controller } from '../../state/controller.js';
import type { Accepted, CallToConnect } from '../../air/calling.js';
import type { Advertisement } from '../../air/station.js';
import { meet } from './connect-classic.js';
import { settle } from './connect-low-energy.js';
import type { HciError } from '../../ground/hci-error.js';
import { Link } from './link.js';
import { classicParty, lowEnergyParty } from './own-party.js';
import { peerOf } from '../../ground/peer.js';

/** Somebody calls a controller, if it is called. */
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
  const link = links.add(new Link(controller, peer, false));
  link.classOfDevice = classOfDevice;
  link.attach(request.link, request.from);
  meet(link);
  return { end: link, party: classicParty(controller) };
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
  const link = controller.links.add(new Link(controller, peerOf(from), false));
  link.state = 'connected';
  link.attach(request.link, from);
  link.advertised = stopForConnection(controller, address);
  // Somebody who is blocked gets no further.
  if (controller.devices.isBlocked(controller.keyStore.identityOf(peerOf(from)))) {
    controller.links.abort(link, 'RemoteUserTerminated');
  } else settle(link);
  return { end: link, party: lowEnergyParty(controller, { address, addressType }) };
}
