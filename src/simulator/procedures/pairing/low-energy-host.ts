import type { Clock } from '../../ground/clock.js';
import type { LongTermKey } from '../../security/key-store.js';
import { sameBytes } from '../../../protocol/bytes.js';
import type { Controller } from '../../state/controller.js';
import type { Link } from '../../state/link.js';
import { identityAddress } from '../identity/own-address.js';
import { abort, drop, finishPairing, hold, linkChanged } from '../links/lifetime.js';
import type { Peer } from '../../ground/peer.js';
import { isIdentity, isSamePeer, peerOf } from '../../ground/peer.js';
import type { Random } from '../../ground/random.js';
import { announceKeys } from './announce-keys.js';
import { pairingFailed } from './finish-pairing.js';
import { showPasskey } from './passkey.js';
import type { Protection } from '../../security/security-level.js';
import type { EncryptionKey, SecurityMessage } from '../../security/security-messages.js';
import { PASSKEYS } from '../../security/session.js';
import type { PairedKeys, SecurityOwner, SecuritySettings } from '../../security/security-owner.js';

type KeyOnly = Omit<LongTermKey, keyof Peer>;

/** An LE connection of a controller, as its Security Manager needs it. */
export class LowEnergyHost implements SecurityOwner {
  constructor(
    private readonly controller: Controller,
    private readonly link: Link,
  ) {}

  get clock(): Clock {
    return this.controller.world.clock;
  }

  get random(): Random {
    return this.controller.world.random;
  }

  get protection(): Protection {
    return this.link.protection;
  }

  get isCentral(): boolean {
    return this.link.isOutgoing;
  }

  settings(): SecuritySettings {
    const { ioCapability, peer } = this.link;
    const { flags, outOfBand } = this.controller;
    return {
      ioCapability,
      isBondable: flags.has('Bondable'),
      secureConnections: flags.has('SecureConnections'),
      secureConnectionsOnly: flags.has('SecureConnectionsOnly'),
      crossTransport: flags.has('SimplePairing'),
      resolves: flags.has('ResolvingPrivateAddresses'),
      isPrivate: flags.has('Privacy'),
      usesDebugKey: flags.has('UseDebugKeys'),
      hasRemoteData: outOfBand.isUsable(peer, flags),
      hasGivenData: outOfBand.wasRead,
    };
  }

  send(message: SecurityMessage): void {
    const { air, end } = this.link;
    if (end !== undefined) air?.send(end, message);
  }

  disconnect(): void {
    abort(this.controller, this.link, 'AuthenticationFailure');
  }

  confirm(value: number, hint: boolean): void {
    const { peer } = this.link;
    this.controller.emit({ event: 'UserConfirmationRequest', ...peerOf(peer), confirmHint: Number(hint), value });
  }

  askPasskey(): void {
    this.controller.emit({ event: 'UserPasskeyRequest', ...peerOf(this.link.peer) });
  }

  choosePasskey(): number {
    return this.random.below(PASSKEYS);
  }

  showPasskey(passkey: number): void {
    showPasskey(this.link, passkey);
    this.controller.emit({ event: 'PasskeyNotify', ...peerOf(this.link.peer), passkey, entered: 0 });
  }

  began(): void {
    hold(this.link);
  }

  failed(): void {
    pairingFailed(this.controller, this.link, 'AuthenticationFailed');
  }

  paired(keys: PairedKeys): void {
    announceKeys(this.controller, this.link, keys);
  }

  /** smp_chan_destroy in net/bluetooth/smp.c. */
  finished(isComplete: boolean): void {
    finishPairing(this.controller, this.link, isComplete ? 'Success' : 'Failed');
    drop(this.controller, this.link);
  }

  encrypted(): void {
    linkChanged(this.controller, this.link, 'Success');
  }

  /** hci_encrypt_change_evt: the remote has lost its key. */
  encryptionRefused(): void {
    this.link.hasLostKey = true;
    linkChanged(this.controller, this.link, 'AuthenticationFailed');
    this.disconnect();
  }

  storedKey(): LongTermKey | undefined {
    return this.controller.keyStore.longTermKey(this.link.peer, this.isCentral);
  }

  /** hci_le_ltk_request_evt in hci_event.c. */
  keyFor(request: EncryptionKey): LongTermKey | undefined {
    const key = this.storedKey();
    return key !== undefined && sameBytes(key.value, request.value) ? key : undefined;
  }

  keepKey(key: KeyOnly): void {
    this.controller.keyStore.addLongTermKey({ ...key, ...peerOf(this.link.peer) });
  }

  dropKeys(): void {
    this.controller.keyStore.removeLongTermKeys(this.link.peer);
  }

  isBlocked(kind: 'LongTermKey' | 'IdentityResolvingKey', key: Uint8Array): boolean {
    return this.controller.keyStore.isBlocked(kind, key);
  }

  /** smp_cmd_ident_addr_info: a remote that is known by its identity can't have another one. */
  acceptsIdentity(identity: Peer): boolean {
    return isIdentity(identity) && (!isIdentity(this.link.peer) || isSamePeer(identity, this.link.peer));
  }

  ownIdentity(): { readonly key: Uint8Array; readonly identity: Peer } {
    return { key: this.controller.ownAddress.irk, identity: identityAddress(this.controller) };
  }
}
