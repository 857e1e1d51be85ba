import type { BlockedKeyType, LinkKeyType, LongTermKeyType } from '../../protocol/enums/keys.js';
import type { NamedPeer, Peer } from '../ground/peer.js';
import { isResolvable, isSamePeer, peerOf } from '../ground/peer.js';
import { isMadeWith } from '../ground/private-address.js';
import { sameBytes } from '../../protocol/bytes.js';

/** BR/EDR. */
export interface LinkKey {
  readonly address: string;
  readonly keyType: keyof typeof LinkKeyType;
  readonly value: Uint8Array;
  readonly pinLength: number;
}

/** LE. */
export interface LongTermKey extends Peer {
  readonly keyType: keyof typeof LongTermKeyType;
  readonly value: Uint8Array;
  /** Whether the one who made the connection uses it, else the other. Those of Secure Connections serve both. */
  readonly central: boolean;
  readonly encryptionSize: number;
  readonly encryptionDiversifier: number;
  readonly randomNumber: bigint;
}

export interface IdentityResolvingKey extends Peer {
  readonly value: Uint8Array;
}

interface BlockedKey {
  readonly keyType: keyof typeof BlockedKeyType | number;
  readonly value: Uint8Array;
}

/** So many private addresses are remembered: more than are around at a time. */
const MOST_RESOLVED = 1024;

export const isSecureConnectionsKey = ({ keyType }: LongTermKey): boolean => keyType.endsWith('P256');

/** The keys that a controller uses: loaded by programs, or made by pairing. Power off does not touch them. */
export class KeyStore {
  #linkKeys: LinkKey[] = [];
  #longTermKeys: LongTermKey[] = [];
  #identityKeys: IdentityResolvingKey[] = [];
  #blockedKeys: readonly BlockedKey[] = [];
  /** What came of private addresses, until the keys change: each takes a block cipher for every key. Null: no key is theirs. */
  readonly #resolved = new Map<string, Peer | null>();

  block(keys: readonly BlockedKey[]): void {
    this.#blockedKeys = keys;
  }

  isBlocked(keyType: keyof typeof BlockedKeyType, value: Uint8Array): boolean {
    return this.#blockedKeys.some((key) => key.keyType === keyType && sameBytes(key.value, value));
  }

  clearLinkKeys(): void {
    this.#linkKeys = [];
  }

  clearLongTermKeys(): void {
    this.#longTermKeys = [];
  }

  clearIdentityKeys(): void {
    this.#identityKeys = [];
    this.#resolved.clear();
  }

  /** One for each address: a second one replaces the first (hci_add_link_key in hci_core.c). */
  addLinkKey(key: LinkKey): void {
    this.#linkKeys = [...this.#linkKeys.filter(({ address }) => address !== key.address), key];
  }

  /** One for each address and role (hci_add_ltk in hci_core.c). */
  addLongTermKey(key: LongTermKey): void {
    const replaced = this.#longTermKeys.find((old) => serves(old, key, key.central));
    this.#longTermKeys = [...this.#longTermKeys.filter((old) => old !== replaced), key];
  }

  addIdentityKey(key: IdentityResolvingKey): void {
    this.#resolved.clear();
    this.#identityKeys = [...this.#identityKeys.filter((old) => !isSamePeer(old, key)), key];
  }

  /** A blocked key is as good as none (hci_find_link_key, hci_find_ltk). */
  linkKey(address: string): LinkKey | undefined {
    const key = this.#linkKeys.find((each) => each.address === address);
    return key === undefined || this.isBlocked('LinkKey', key.value) ? undefined : key;
  }

  /** For the one who made the connection, or for the other. */
  longTermKey(peer: Peer, central: boolean): LongTermKey | undefined {
    const key = this.#longTermKeys.find((each) => serves(each, peer, central));
    return key === undefined || this.isBlocked('LongTermKey', key.value) ? undefined : key;
  }

  /** Who really is behind an address (hci_get_irk): the address itself if that is not known. */
  identityOf(peer: Peer): Peer {
    if (this.#identityKeys.length === 0 || !isResolvable(peer)) return peer;
    let identity = this.#resolved.get(peer.address);
    if (identity === undefined) {
      const key = this.#identityKeys.find(({ value }) => isMadeWith(value, peer.address));
      identity = key === undefined ? null : peerOf(key);
      if (this.#resolved.size >= MOST_RESOLVED) this.#resolved.clear();
      this.#resolved.set(peer.address, identity);
    }
    return identity ?? peer;
  }

  /** Whether its private addresses can be told (hci_find_irk_by_addr in hci_core.c). */
  hasIdentityKey(peer: NamedPeer): boolean {
    return this.#identityKeys.some((key) => isSamePeer(key, peer));
  }

  /** hci_bdaddr_is_paired in hci_core.c. */
  isPaired(peer: Peer): boolean {
    if (peer.addressType === 'BREDR') return this.linkKey(peer.address) !== undefined;
    const identity = this.identityOf(peer);
    return this.#longTermKeys.some((key) => isSamePeer(key, identity));
  }

  /** False if there was none, or only a blocked one, which stays (hci_remove_link_key). */
  removeLinkKey(address: string): boolean {
    const key = this.linkKey(address);
    this.#linkKeys = this.#linkKeys.filter((each) => each !== key);
    return key !== undefined;
  }

  /** False if there was none. */
  removeLongTermKeys(peer: Peer): boolean {
    const before = this.#longTermKeys.length;
    this.#longTermKeys = this.#longTermKeys.filter((key) => !isSamePeer(key, peer));
    return this.#longTermKeys.length < before;
  }

  removeIdentityKey(peer: Peer): void {
    this.#resolved.clear();
    this.#identityKeys = this.#identityKeys.filter((key) => !isSamePeer(key, peer));
  }
}

const serves = (key: LongTermKey, peer: Peer, central: boolean): boolean =>
  isSamePeer(key, peer) && (isSecureConnectionsKey(key) || key.central === central);
