/** Whose address it is. */
interface Peer {
  readonly address: string;
  readonly addressType: unknown;
}

/** The two bits of a random address that tell its kind (Core Specification, Vol 6, Part B, 1.3.2). */
const kindOf = ({ address }: Peer): number => parseInt(address.slice(0, 2), 16) >> 6;
const STATIC = 3;

/** Public, or random and static: what stays (hci_is_identity_address in include/net/bluetooth/hci_core.h). */
export const isIdentityAddress = (peer: Peer): boolean => peer.addressType !== 'LERandom' || kindOf(peer) === STATIC;
