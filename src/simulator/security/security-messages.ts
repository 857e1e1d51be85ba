import type { IOCapability } from '../../protocol/enums/device.js';
import type { LongTermKey } from './key-store.js';
import type { Peer } from '../ground/peer.js';

export type IoCapabilityName = keyof typeof IOCapability;

/** Which keys one side gives to the other (Core Specification, Vol 3, Part H, 3.6.1). */
export interface KeyDistribution {
  readonly encryption: boolean;
  readonly identity: boolean;
  readonly signature: boolean;
  readonly link: boolean;
}

/** What a side can do and wants when pairing begins (Part H, 3.5.1). */
export interface PairingFeatures {
  readonly ioCapability: IoCapabilityName;
  readonly outOfBand: boolean;
  readonly bonding: boolean;
  /** Whether it wants protection from an attacker in the middle (MITM). */
  readonly mitm: boolean;
  readonly secureConnections: boolean;
  readonly maxKeySize: number;
  readonly initiatorKeys: KeyDistribution;
  readonly responderKeys: KeyDistribution;
}

/** Why pairing failed (Part H, 3.5.5). */
export type PairingFailure =
  | 'PasskeyEntryFailed'
  | 'AuthenticationRequirements'
  | 'ConfirmValueFailed'
  | 'PairingNotSupported'
  | 'EncryptionKeySize'
  | 'CommandNotSupported'
  | 'UnspecifiedReason'
  | 'InvalidParameters'
  | 'CheckFailed'
  | 'NumericComparisonFailed';

/** The key of an LE connection, as far as an end has to show that it has it. */
export type EncryptionKey = Pick<LongTermKey, 'value' | 'encryptionDiversifier' | 'randomNumber'>;

/**
 * What Security Managers say to each other over LE (Part H, 3.5 and 3.6), and their controllers when the connection is to be
 * encrypted. Nothing is computed: instead of hashes the values themselves are sent.
 */
export type SecurityMessage =
  | { readonly type: 'pairingRequest' | 'pairingResponse'; readonly features: PairingFeatures }
  | {
      readonly type: 'securityRequest';
      readonly features: Pick<PairingFeatures, 'bonding' | 'mitm' | 'secureConnections'>;
    }
  | { readonly type: 'publicKey'; readonly isDebugKey: boolean }
  | { readonly type: 'confirm'; readonly passkey?: number }
  | { readonly type: 'random'; readonly nonce: number; readonly passkey?: number }
  | { readonly type: 'check'; readonly key: Uint8Array }
  | { readonly type: 'pairingFailed'; readonly reason: PairingFailure }
  | { readonly type: 'encryptionKey'; readonly key: EncryptionKey }
  | { readonly type: 'identity'; readonly key: Uint8Array; readonly identity: Peer }
  | { readonly type: 'signatureKey'; readonly key: Uint8Array }
  | { readonly type: 'encrypt'; readonly key: EncryptionKey }
  | { readonly type: 'encrypted' }
  | { readonly type: 'encryptionRefused' };
