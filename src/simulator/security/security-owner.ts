import type { Clock } from '../ground/clock.js';
import type { LongTermKey } from './key-store.js';
import type { Peer } from '../ground/peer.js';
import type { Random } from '../ground/random.js';
import type { Protection } from './security-level.js';
import type { EncryptionKey, IoCapabilityName, SecurityMessage } from './security-messages.js';

/** What an end of an LE connection is set to when pairing begins. */
export interface SecuritySettings {
  readonly ioCapability: IoCapabilityName;
  readonly isBondable: boolean;
  readonly secureConnections: boolean;
  readonly secureConnectionsOnly: boolean;
  /** Whether keys for BR/EDR are made, too. */
  readonly crossTransport: boolean;
  /** Whether it wants to know who is behind private addresses. */
  readonly resolves: boolean;
  /** Whether it uses private addresses itself, and so tells who it is. */
  readonly isPrivate: boolean;
  readonly usesDebugKey: boolean;
  /** Whether it has out-of-band data of the remote. */
  readonly hasRemoteData: boolean;
  /** Whether it has given data of its own away. */
  readonly hasGivenData: boolean;
}

/** The keys that both have when pairing is over. Own ones were given to the other. */
export interface PairedKeys {
  /** Whether both want to remember them. */
  readonly isBonded: boolean;
  readonly isAuthenticated: boolean;
  /** Whether one of them used the debug key, which is public. */
  readonly isDebug: boolean;
  readonly identity: { readonly key: Uint8Array; readonly identity: Peer } | undefined;
  readonly remoteSignature: Uint8Array | undefined;
  readonly ownSignature: Uint8Array | undefined;
  readonly longTermKey: Omit<LongTermKey, keyof Peer> | undefined;
  readonly ownLongTermKey: Omit<LongTermKey, keyof Peer> | undefined;
  readonly linkKey: Uint8Array | undefined;
}

/** An end of an LE connection, as its Security Manager needs it: a controller, or a device of the simulated world. */
export interface SecurityOwner {
  readonly clock: Clock;
  readonly random: Random;
  readonly protection: Protection;
  /** Whether it has made the connection. */
  readonly isCentral: boolean;
  settings(): SecuritySettings;
  send(message: SecurityMessage): void;
  /** Ends the connection, because of security. */
  disconnect(): void;

  /** Asks the user whether to pair, or whether both show the same number. */
  confirm(value: number, hint: boolean): void;
  askPasskey(): void;
  /** The passkey that it is going to show. */
  choosePasskey(): number;
  showPasskey(passkey: number): void;
  /** Pairing begins. */
  began(): void;
  /** Pairing has failed. */
  failed(): void;
  /** Both have all keys. */
  paired(keys: PairedKeys): void;
  /** Nothing more comes of it, after `paired`, after `failed`, or because the connection has ended. */
  finished(isComplete: boolean): void;
  /** The connection is encrypted now, or the remote has no key. */
  encrypted(): void;
  encryptionRefused(): void;

  /** The key that it has for the remote. */
  storedKey(): LongTermKey | undefined;
  /** It has got a key in a pairing that is not over yet. */
  keepKey(key: Omit<LongTermKey, keyof Peer>): void;
  /** It is not to be kept after all: pairing has failed. */
  dropKeys(): void;
  isBlocked(kind: 'LongTermKey' | 'IdentityResolvingKey', key: Uint8Array): boolean;
  /** Whether the remote may have that identity. */
  acceptsIdentity(identity: Peer): boolean;
  /** What it tells about itself. */
  ownIdentity(): { readonly key: Uint8Array; readonly identity: Peer };
  keyFor(request: EncryptionKey): LongTermKey | undefined;
}
