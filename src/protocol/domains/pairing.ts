import { command, event } from '../define.js';
import { ioCapability } from '../enums/device.js';
import { status } from '../enums/status.js';
import { onOff } from '../enums.js';
import { u32, u8 } from '../numbers.js';
import { pinCode } from '../padded.js';
import { peer } from '../shared-fields.js';

/** Pairing, and the questions that it asks. Every trusted socket is asked; the first answer counts. */
export const pairingCommands = {
  /** PIN Code Reply, 0x0016, since 1.0. Up to 16 bytes; 16 are needed if the request was `secure`. */
  PINCodeReply: command(0x0016, [...peer, ['pinCode', pinCode]], peer),

  /** PIN Code Negative Reply, 0x0017, since 1.0. */
  PINCodeNegativeReply: command(0x0017, peer, peer),

  /** Set IO Capability, 0x0018, since 1.0. For pairings that others begin. */
  SetIOCapability: command(0x0018, [['ioCapability', ioCapability]], []),

  /** Pair Device, 0x0019, since 1.0. The reply comes when pairing is over, perhaps with the identity address instead. */
  PairDevice: command(0x0019, [...peer, ['ioCapability', ioCapability]], peer),

  /** Cancel Pair Device, 0x001A, since 1.0. Pair Device is answered with Cancelled first. */
  CancelPairDevice: command(0x001a, peer, peer),

  /** Unpair Device, 0x001B, since 1.0. */
  UnpairDevice: command(0x001b, [...peer, ['disconnect', onOff]], peer),

  /** User Confirmation Reply, 0x001C, since 1.0. */
  UserConfirmationReply: command(0x001c, peer, peer),

  /** User Confirmation Negative Reply, 0x001D, since 1.0. */
  UserConfirmationNegativeReply: command(0x001d, peer, peer),

  /** User Passkey Reply, 0x001E, since 1.0. `passkey` from 0 to 999 999. */
  UserPasskeyReply: command(0x001e, [...peer, ['passkey', u32]], peer),

  /** User Passkey Negative Reply, 0x001F, since 1.0. */
  UserPasskeyNegativeReply: command(0x001f, peer, peer),
} as const;

export const pairingEvents = {
  /** PIN Code Request, 0x000E. `secure` is 1 if 16 digits are needed. */
  PINCodeRequest: event(0x000e, [...peer, ['secure', u8]]),

  /** User Confirmation Request, 0x000F. With `confirmHint` 1 ask only whether to pair: there is no number to compare. */
  UserConfirmationRequest: event(0x000f, [...peer, ['confirmHint', u8], ['value', u32]]),

  /** User Passkey Request, 0x0010. */
  UserPasskeyRequest: event(0x0010, peer),

  /** Authentication Failed, 0x0011. Not for the socket that waits for its Pair Device. */
  AuthenticationFailed: event(0x0011, [...peer, ['status', status]]),

  /** Device Unpaired, 0x0016. Not for the socket that did it. */
  DeviceUnpaired: event(0x0016, peer),

  /** Passkey Notify, 0x0017, since 1.2. To be shown; `entered` counts the digits that were typed on the other side. */
  PasskeyNotify: event(0x0017, [...peer, ['passkey', u32], ['entered', u8]]),
} as const;
