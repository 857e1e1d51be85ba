import type { LongTermKey } from '../../security/key-store.js';
import type { Controller } from '../../state/controller.js';
import type { Link } from '../../state/link.js';
import type { Peer } from '../../ground/peer.js';
import { isIdentity, isResolvable, peerOf } from '../../ground/peer.js';
import { NO_ADDRESS } from '../../ground/address.js';
import { SecurityLevel } from '../../security/security-level.js';
import type { PairedKeys } from '../../security/security-owner.js';

type KeyOnly = Omit<LongTermKey, keyof Peer>;

/**
 * Tells mgmt of the keys for LE that a pairing has made, in the order of smp_notify_keys in net/bluetooth/smp.c.
 *
 * @param over Whose keys they are. Default: of the remote of the LE connection
 */
export function announceKeys(controller: Controller, link: Link, keys: PairedKeys, over?: Peer): void {
  const { isAuthenticated, isBonded } = keys;
  if (keys.identity !== undefined) {
    const { identity, key } = keys.identity;
    const randomAddress = isResolvable(link.peer) ? link.peer.address : NO_ADDRESS;
    controller.keyStore.addIdentityKey({ ...identity, value: key });
    controller.emit({
      event: 'NewIdentityResolvingKey',
      storeHint: isBonded,
      randomAddress,
      ...identity,
      value: key,
    });
    if (over === undefined) moveKeys(controller, link, keys, identity);
  }
  const peer = peerOf(over ?? link.peer);
  // Addresses that will be others the next time are not worth remembering.
  const storeHint = isBonded && isIdentity(peer);
  const signature = (value: Uint8Array | undefined, whose: 'Remote' | 'Local'): void => {
    if (value === undefined) return;
    const keyType = `${whose}${isAuthenticated ? 'Authenticated' : 'Unauthenticated'}` as const;
    controller.emit({ event: 'NewSignatureResolvingKey', storeHint, ...peer, keyType, value });
  };
  const longTerm = (key: KeyOnly | undefined): void => {
    if (key === undefined) return;
    const central = key.central ? 1 : 0;
    controller.emit({ event: 'NewLongTermKey', storeHint, ...peer, ...key, central });
  };
  signature(keys.remoteSignature, 'Remote');
  signature(keys.ownSignature, 'Local');
  longTerm(keys.longTermKey);
  longTerm(keys.ownLongTermKey);
  if (keys.linkKey !== undefined) announceLinkKey(controller, link, keys, keys.linkKey);
  if (keys.longTermKey?.keyType === 'DebugP256' && !controller.flags.has('KeepDebugKeys')) {
    controller.keyStore.removeLongTermKeys(link.peer);
  }
}

/** From now on the connection goes by the identity of the remote. */
function moveKeys(
  { keyStore }: Controller,
  link: Link,
  { longTermKey, ownLongTermKey }: PairedKeys,
  identity: Peer,
): void {
  keyStore.removeLongTermKeys(link.peer);
  link.peer = identity;
  for (const key of [longTermKey, ownLongTermKey])
    if (key !== undefined) keyStore.addLongTermKey({ ...key, ...identity });
}

/** The key for BR/EDR that was made of the one for LE; worth keeping, as all of LE (hci_persistent_key). */
function announceLinkKey(controller: Controller, link: Link, { isDebug }: PairedKeys, value: Uint8Array): void {
  const { flags, keyStore } = controller;
  const isProven = link.protection.level === SecurityLevel.Fips;
  const keyType = isDebug ? 'DebugCombination' : isProven ? 'AuthenticatedP256' : 'UnauthenticatedP256';
  const { address } = link.peer;
  const storeHint = !isDebug;
  keyStore.addLinkKey({ address, keyType, value, pinLength: 0 });
  controller.emit({ event: 'NewLinkKey', storeHint, address, addressType: 'BREDR', keyType, value, pinLength: 0 });
  if (isDebug && !flags.has('KeepDebugKeys')) keyStore.removeLinkKey(address);
}
