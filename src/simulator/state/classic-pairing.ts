import type { ClassicAuthentication } from '../air/classic-authentication.js';
import type { Requirement } from '../security/classic-requirement.js';
import type { ClassicCapability } from '../security/classic-side.js';
import type { LinkKey } from '../security/key-store.js';

/** A question of pairing over BR/EDR that waits for an answer of the user. */
export type ClassicQuestion =
  | { readonly kind: 'confirm'; readonly answer: (isRight: boolean) => void }
  | { readonly kind: 'passkey'; readonly answer: (passkey: number | undefined) => void }
  | { readonly kind: 'pin'; readonly answer: (pin: string | Uint8Array | undefined) => void };

/** What the user says to it; without a value: no. */
export type ClassicAnswer =
  | { readonly kind: 'confirm'; readonly value: boolean }
  | { readonly kind: 'passkey'; readonly value: number | undefined }
  | { readonly kind: 'pin'; readonly value: string | Uint8Array | undefined };

/** How far a BR/EDR connection is authenticated, as the kernel keeps it in struct hci_conn. */
export class ClassicPairing {
  question: ClassicQuestion | undefined;
  /** What this side wants of pairing. */
  requirement: Requirement = { bonding: 'general', mitm: false };
  /** Whether this side has begun. */
  isInitiator = false;
  isPending = false;
  isAuthenticated = false;
  keyType: LinkKey['keyType'] | undefined;
  /** Whether a new link key was made for this connection. */
  hasNewKey = false;
  /** Of the PIN that was entered. */
  pinLength = 0;
  isEncryptionPending = false;
  /** What the remote can do. */
  remote: ClassicCapability | undefined;
  /** What is shown. */
  passkey = 0;
  authentication: ClassicAuthentication | undefined;
}
