import type { Clock } from '../ground/clock.js';
import { sameBytes } from '../../protocol/bytes.js';
import type { LongTermKey } from '../security/key-store.js';
import type { Peer } from '../ground/peer.js';
import { isIdentity, peerOf } from '../ground/peer.js';
import type { Protection } from '../security/security-level.js';
import type { EncryptionKey, SecurityMessage } from '../security/security-messages.js';
import type { SecurityOwner, SecuritySettings } from '../security/security-owner.js';
import { PASSKEYS } from '../security/session.js';
import type { Random } from '../ground/random.js';
import type { DeviceEnd } from './device-end.js';

/** How a device of the simulated world pairs over LE. */
export class DeviceSecurity implements SecurityOwner {
  constructor(private readonly link: DeviceEnd) {}

  get clock(): Clock {
    return this.link.self.world.clock;
  }

  get random(): Random {
    return this.link.self.world.random;
  }

  get protection(): Protection {
    return this.link.protection;
  }

  get isCentral(): boolean {
    return this.link.isCentral;
  }

  settings(): SecuritySettings {
    const { identityResolvingKey, pairing } = this.link.self;
    return {
      ioCapability: pairing.ioCapability ?? 'NoInputNoOutput',
      isBondable: pairing.bonding ?? true,
      secureConnections: pairing.secureConnections ?? true,
      secureConnectionsOnly: false,
      crossTransport: false,
      resolves: true,
      isPrivate: identityResolvingKey !== undefined,
      usesDebugKey: false,
      hasRemoteData: false,
      hasGivenData: false,
    };
  }

  send(message: SecurityMessage): void {
    this.link.air.send(this.link, message);
  }

  disconnect(): void {
    this.link.disconnect('AuthenticationFailure');
  }

  confirm(): void {
    this.link.answer((isAccepted) => this.link.security.answer(isAccepted ? 'confirm' : 'refuseConfirm'));
  }

  askPasskey(): void {
    this.link.answer((isAccepted) =>
      this.link.security.answer(isAccepted ? { passkey: this.link.enteredPasskey } : 'refusePasskey'),
    );
  }

  choosePasskey(): number {
    return this.link.self.pairing.passkey ?? this.random.below(PASSKEYS);
  }

  showPasskey(passkey: number): void {
    this.link.show(passkey);
  }

  began(): void {
    this.link.shownPasskey = undefined;
  }

  failed(): void {
    this.link.shownPasskey = undefined;
  }

  paired(): void {
    this.link.shownPasskey = undefined;
  }

  finished(): void {
    this.link.shownPasskey = undefined;
  }

  encrypted(): void {
    this.link.shownPasskey = undefined;
  }

  encryptionRefused(): void {
    this.disconnect();
  }

  storedKey(): LongTermKey | undefined {
    return this.link.self.bonds.keys.longTermKey(this.#peer, this.isCentral);
  }

  keyFor(request: EncryptionKey): LongTermKey | undefined {
    const key = this.storedKey();
    return key !== undefined && sameBytes(key.value, request.value) ? key : undefined;
  }

  keepKey(key: Omit<LongTermKey, keyof Peer>): void {
    this.link.self.bonds.keys.addLongTermKey({ ...key, ...this.#peer });
  }

  dropKeys(): void {
    this.link.self.bonds.keys.removeLongTermKeys(this.#peer);
  }

  isBlocked(): boolean {
    return false;
  }

  acceptsIdentity(identity: Peer): boolean {
    return isIdentity(identity);
  }

  ownIdentity(): { readonly key: Uint8Array; readonly identity: Peer } {
    const { identity, identityResolvingKey = new Uint8Array(16) } = this.link.self;
    return { key: identityResolvingKey, identity };
  }

  get #peer(): Peer {
    return peerOf(this.link.other);
  }
}
