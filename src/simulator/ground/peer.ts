import type { AddressType } from '../../protocol/enums/address-type.js';

/** A device by its address, as mgmt names it. */
export interface Peer {
  readonly address: string;
  readonly addressType: AddressType;
}

/** A device as a command names it: the type may be an unknown number. */
export interface NamedPeer {
  readonly address: string;
  readonly addressType: AddressType | number;
}

/** Whether the type is one of the three (bdaddr_type_is_valid). */
export const isPeer = (peer: NamedPeer): peer is Peer => typeof peer.addressType === 'string';

export const isSamePeer = (a: NamedPeer, b: NamedPeer): boolean =>
  a.address === b.address && a.addressType === b.addressType;

export const peerOf = ({ address, addressType }: Peer): Peer => ({ address, addressType });

/** The two highest bits, which say what kind of random address it is (Core Specification, Vol 6, Part B, 1.3.2). */
const highBits = (address: string): number => parseInt(address.slice(0, 2), 16) >> 6;

/** A device that is known by an address for LE. */
export interface LowEnergyPeer extends Peer {
  readonly addressType: 'LEPublic' | 'LERandom';
}

export const isLowEnergyPeer = (peer: NamedPeer): peer is LowEnergyPeer =>
  peer.addressType === 'LEPublic' || peer.addressType === 'LERandom';

/** Whether it always has this address: a public or a static one (hci_is_identity_address). */
export const isIdentity = (peer: NamedPeer): boolean =>
  peer.addressType === 'LEPublic' || (peer.addressType === 'LERandom' && highBits(peer.address) === 0b11);

/** Whether it has the address for some minutes only, and who has its key can tell whose it is (hci_bdaddr_is_rpa). */
export const isResolvable = (peer: NamedPeer): boolean =>
  peer.addressType === 'LERandom' && highBits(peer.address) === 0b01;
