import type { AirLink, LinkEnd, Party } from '../air/air-link.js';
import type { World } from '../air/world.js';
import type { HciError } from '../ground/hci-error.js';
import type { Peer } from '../ground/peer.js';
import type { DevicePairing } from '../options/device-options.js';
import type { Protection } from '../security/security-level.js';
import type { SecurityManager } from '../security/security-manager.js';
import type { DeviceBonds } from './device-bonds.js';

/** The device of a connection: what it remembers, and how it pairs. */
export interface DeviceSelf {
  readonly world: World;
  readonly pairing: DevicePairing;
  readonly bonds: DeviceBonds;
  /** Who it really is, and the key with which others can tell, if it hides that. */
  readonly identity: Peer;
  readonly identityResolvingKey: Uint8Array | undefined;
  ended(link: DeviceEnd): void;
}

/** The end of a connection that a device has, as those need it that pair for the device. */
export interface DeviceEnd extends LinkEnd {
  readonly self: DeviceSelf;
  readonly air: AirLink;
  /** Who is at the other end. */
  readonly other: Party;
  /** Whether the device has made the connection. */
  readonly isCentral: boolean;
  readonly protection: Protection;
  readonly security: SecurityManager;
  /** What it shows. */
  shownPasskey: number | undefined;
  /** What its user enters: what the peer shows, unless the options say otherwise. */
  readonly enteredPasskey: number;
  /** Its user answers, after some time, or never. */
  answer(reply: (isAccepted: boolean) => void): void;
  show(passkey: number): void;
  disconnect(reason?: HciError): void;
}
