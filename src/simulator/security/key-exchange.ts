import type { LongTermKey } from './key-store.js';
import type { Peer } from '../ground/peer.js';
import { sentOnly } from './features.js';
import { SecurityLevel } from './security-level.js';
import type { EncryptionKey, SecurityMessage } from './security-messages.js';
import type { SecurityOwner } from './security-owner.js';
import type { Session } from './session.js';
import type { Talk } from './talk.js';

const KEY_SIZE = 16;

type KeyMessage = Extract<SecurityMessage, { readonly type: 'encryptionKey' | 'identity' | 'signatureKey' }>;

const isKeyMessage = (message: SecurityMessage): message is KeyMessage =>
  message.type === 'encryptionKey' || message.type === 'identity' || message.type === 'signatureKey';

/** A key for the other transport that both can make of the one that they have; what exactly does not matter here. */
export const crossTransportKey = (key: Uint8Array): Uint8Array => key.map((byte) => byte ^ 0x5a).reverse();

/** The last part of a pairing over LE: the keys for later (smp_distribute_keys in net/bluetooth/smp.c). */
export class KeyExchange {
  constructor(
    private readonly owner: SecurityOwner,
    private readonly talk: Talk,
  ) {}

  /** The connection is encrypted: the one who was asked to pair gives its keys first. */
  distribute(session: Session): void {
    if (session.isInitiator && session.isExpecting) return;
    if (!session.hasGivenKeys) this.#give(session);
    if (!session.isExpecting) this.talk.finish(session);
  }

  receive(session: Session, message: SecurityMessage): void {
    if (!isKeyMessage(message)) return;
    const { owner } = this;
    switch (message.type) {
      case 'encryptionKey':
        if (owner.isBlocked('LongTermKey', message.key.value)) return this.talk.fail('InvalidParameters');
        session.expected = { ...session.expected, encryption: false };
        session.longTermKey = this.#legacyKey(message.key, true);
        owner.keepKey(session.longTermKey);
        break;
      case 'identity':
        if (owner.isBlocked('IdentityResolvingKey', message.key)) return this.talk.fail('InvalidParameters');
        session.expected = { ...session.expected, identity: false };
        if (owner.acceptsIdentity(message.identity)) session.identity = message;
        break;
      case 'signatureKey':
        session.expected = { ...session.expected, signature: false };
        session.remoteSignature = message.key;
    }
    if (!session.isExpecting) this.distribute(session);
  }

  /** With Secure Connections both have the key before the connection is encrypted (sc_add_ltk). */
  keepSecureKey(session: Session, value: Uint8Array): void {
    const isAuthenticated = this.owner.protection.wanted === SecurityLevel.Fips;
    session.longTermKey = {
      keyType: session.isDebug ? 'DebugP256' : isAuthenticated ? 'AuthenticatedP256' : 'UnauthenticatedP256',
      value,
      central: false,
      encryptionSize: KEY_SIZE,
      encryptionDiversifier: 0,
      randomNumber: 0n,
    };
    this.owner.keepKey(session.longTermKey);
  }

  #give(session: Session): void {
    const { owner, talk } = this;
    session.hasGivenKeys = true;
    const { initiatorKeys, responderKeys } = session.response ?? {};
    const agreed = session.isInitiator ? initiatorKeys : responderKeys;
    if (agreed === undefined) return;
    if (session.secureConnections && agreed.link && session.key !== undefined) {
      session.linkKey = crossTransportKey(session.key);
    }
    const keys = sentOnly(agreed, session.secureConnections);
    if (keys.encryption) {
      const key = {
        value: owner.random.bytes(KEY_SIZE),
        encryptionDiversifier: owner.random.below(0x10000),
        randomNumber: BigInt(owner.random.below(0x100000000)) * 0x100000000n + BigInt(owner.random.below(0x100000000)),
      };
      session.ownLongTermKey = this.#legacyKey(key, false);
      owner.keepKey(session.ownLongTermKey);
      talk.send(session, { type: 'encryptionKey', key });
    }
    if (keys.identity) talk.send(session, { type: 'identity', ...owner.ownIdentity() });
    if (keys.signature) {
      session.ownSignature = owner.random.bytes(KEY_SIZE);
      talk.send(session, { type: 'signatureKey', key: session.ownSignature });
    }
  }

  #legacyKey(key: EncryptionKey, central: boolean): Omit<LongTermKey, keyof Peer> {
    const isAuthenticated = this.owner.protection.level === SecurityLevel.High;
    const keyType = isAuthenticated ? 'AuthenticatedLegacy' : 'UnauthenticatedLegacy';
    return { ...key, keyType, central, encryptionSize: KEY_SIZE };
  }
}
