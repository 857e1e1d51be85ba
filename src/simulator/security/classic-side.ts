import type { HciError } from '../ground/hci-error.js';
import type { LinkKey } from './key-store.js';
import type { IoCapabilityName } from './security-messages.js';

/** What a side of a pairing over BR/EDR can do and wants (HCI, IO Capability Request Reply). */
export interface ClassicCapability {
  /** `KeyboardDisplay` is not known here. */
  readonly ioCapability: Exclude<IoCapabilityName, 'KeyboardDisplay'>;
  /** Whether the key is to be stored (bonding); `dedicated`: pairing is the only purpose of the connection. */
  readonly bonding: 'none' | 'dedicated' | 'general';
  readonly mitm: boolean;
  /** Whether it has out-of-band data of the remote. */
  readonly outOfBand: boolean;
}

/**
 * A side of a BR/EDR connection, as its controller asks it when they authenticate each other: over BR/EDR the controllers
 * pair, and ask their hosts.
 */
export interface ClassicSide {
  /** The key that it has for the remote. */
  linkKey(): Uint8Array | undefined;
  /** Undefined: it does not want to pair. */
  capability(): ClassicCapability | undefined;
  /** What the remote can do. */
  meet(other: ClassicCapability): void;
  confirm(value: number, answer: (isRight: boolean) => void): void;
  askPasskey(answer: (passkey: number | undefined) => void): void;
  /** The passkey that it is going to show, if that is not to be a random one. */
  chosenPasskey(): number | undefined;
  showPasskey(passkey: number): void;
  /** The remote has entered so many digits. */
  showEntered(digits: number): void;
  askPin(answer: (pin: string | Uint8Array | undefined) => void): void;
  /** Simple pairing is over. */
  simplyPaired(error: HciError): void;
  newLinkKey(key: Pick<LinkKey, 'keyType' | 'value'>): void;
  /** What came of the authentication that it has asked for. */
  authenticated(error: HciError): void;
  /** Whether with AES. */
  encrypted(isSecure: boolean): void;
}
