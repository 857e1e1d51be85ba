import type { Cancellable } from '../ground/clock.js';
import type { LongTermKey } from './key-store.js';
import type { Peer } from '../ground/peer.js';
import type { Association } from './association.js';
import { associationOf } from './association.js';
import type { KeyDistribution, PairingFeatures } from './security-messages.js';

/** A passkey has six digits. */
export const PASSKEYS = 1_000_000;

type KeyOnly = Omit<LongTermKey, keyof Peer>;

/** One pairing over LE, as one end sees it (struct smp_chan in net/bluetooth/smp.c). */
export class Session {
  isInitiator = false;
  request: PairingFeatures | undefined;
  response: PairingFeatures | undefined;
  association: Association = 'justWorks';
  /** What both enter or show; 0 if there is none. */
  passkey = 0;
  /** Whether the passkey is known, or none is needed. */
  isPasskeyKnown = false;
  /** What the remote has said while the user was still asked. */
  waitsForUser = false;
  confirmPending: { readonly passkey?: number } | undefined;
  checkPending = false;
  isMitmProtected = false;
  isDebug = false;
  nonce = 0;
  /** The key for this connection (short-term, or of Secure Connections), when it is agreed. */
  key: Uint8Array | undefined;
  /** What the remote still has to send. */
  expected: KeyDistribution = { encryption: false, identity: false, signature: false, link: false };
  hasGivenKeys = false;
  timer: Cancellable | undefined;

  identity: { readonly key: Uint8Array; readonly identity: Peer } | undefined;
  remoteSignature: Uint8Array | undefined;
  ownSignature: Uint8Array | undefined;
  longTermKey: KeyOnly | undefined;
  ownLongTermKey: KeyOnly | undefined;
  linkKey: Uint8Array | undefined;

  get secureConnections(): boolean {
    return this.request?.secureConnections === true && this.response?.secureConnections === true;
  }

  get isBonded(): boolean {
    return this.request?.bonding === true && this.response?.bonding === true;
  }

  get local(): PairingFeatures | undefined {
    return this.isInitiator ? this.request : this.response;
  }

  get remote(): PairingFeatures | undefined {
    return this.isInitiator ? this.response : this.request;
  }

  /** What the connection is encrypted with until both have better keys, without Secure Connections. */
  get shortTermKey(): Pick<LongTermKey, 'keyType'> | undefined {
    if (this.key === undefined) return undefined;
    return { keyType: this.isMitmProtected ? 'AuthenticatedLegacy' : 'UnauthenticatedLegacy' };
  }

  get wantsMitm(): boolean {
    return this.request?.mitm === true || this.response?.mitm === true;
  }

  /** By what both can do. */
  get possible(): Association {
    const { local, remote, secureConnections } = this;
    if (local === undefined || remote === undefined) return 'justWorks';
    return associationOf(local.ioCapability, remote.ioCapability, secureConnections);
  }

  get isExpecting(): boolean {
    const { encryption, identity, signature } = this.expected;
    return encryption || identity || signature;
  }
}
