import type { Peer } from './controller-state.js';
import { isObject } from '../protocol/errors.js';
import { OptionError } from '../protocol/option-error.js';
import { checkAddress, checkOneOf } from '../protocol/options.js';

const ADDRESS_TYPES = ['BREDR', 'LEPublic', 'LERandom'] as const;

/** Its address and the type of that. A peer may be a sighting, an event, a device: whatever has both. Throws an `OptionError`. */
export function checkPeer(path: string, peer: Peer): Peer {
  if (!isObject(peer)) throw new OptionError(path, peer, 'a device: an object with address and addressType');
  const address = checkAddress(`${path}.address`, peer.address).toUpperCase();
  checkOneOf(`${path}.addressType`, String(peer.addressType), ADDRESS_TYPES);
  return { address, addressType: peer.addressType };
}

export const isSamePeer = (a: Peer, b: Peer): boolean => a.address === b.address && a.addressType === b.addressType;
