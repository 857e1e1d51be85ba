import { isSamePeer } from './check-peer.js';
import type { ControllerState, Peer } from './controller-state.js';
import type { ReplyFact } from './facts.js';
import type { MgmtEvent, MgmtNotification } from '../protocol/tables.js';

/** What a message says of a controller's state. */
export type Update = Partial<ControllerState>;

const peerOf = ({ address, addressType }: Peer): Peer => ({ address, addressType });

function connected(event: MgmtEvent<'DeviceConnected'>, { connections }: ControllerState): Update {
  if (connections === undefined || connections.some((peer) => isSamePeer(peer, event))) return {};
  return { connections: [...connections, peerOf(event)] };
}

function disconnected(event: MgmtEvent<'DeviceDisconnected'>, { connections }: ControllerState): Update {
  return { connections: connections?.filter((peer) => !isSamePeer(peer, event)) };
}

/** From now on the kernel calls the device by its identity address (mgmt_new_irk in net/bluetooth/mgmt.c). */
function identified(event: MgmtEvent<'NewIdentityResolvingKey'>, { connections }: ControllerState): Update {
  const before: Peer = { address: event.randomAddress, addressType: 'LERandom' };
  return { connections: connections?.map((peer) => (isSamePeer(peer, before) ? peerOf(event) : peer)) };
}

/** What an event says of a controller in a state. */
export function eventUpdate(event: MgmtNotification, state: ControllerState): Update {
  switch (event.event) {
    case 'NewSettings':
      return { settings: event.currentSettings };
    case 'ClassOfDeviceChanged':
      return { classOfDevice: event.classOfDevice };
    case 'LocalNameChanged':
      return { name: event.name, shortName: event.shortName };
    case 'NewConfigurationOptions':
      return { missingOptions: event.missingOptions };
    case 'Discovering':
      return { discovering: event.discovering === true };
    case 'DeviceConnected':
      return connected(event, state);
    case 'DeviceDisconnected':
      return disconnected(event, state);
    case 'NewIdentityResolvingKey':
      return identified(event, state);
    default:
      return {};
  }
}

/**
 * What the reply to a command of our own says. The kernel tells the change to all sockets but the one that caused it
 * (mgmt_limited_event in net/bluetooth/mgmt_util.c), so this is all that we hear of it.
 */
export function replyUpdate(fact: ReplyFact): Update {
  switch (fact.command) {
    case 'SetLocalName':
      return { name: fact.reply.name, shortName: fact.reply.shortName };
    case 'GetConnections':
      return { connections: fact.reply.connections.map(peerOf) };
    default:
      return {
        ...('currentSettings' in fact.reply ? { settings: fact.reply.currentSettings } : {}),
        ...('classOfDevice' in fact.reply ? { classOfDevice: fact.reply.classOfDevice } : {}),
        ...('missingOptions' in fact.reply ? { missingOptions: fact.reply.missingOptions } : {}),
      };
  }
}
