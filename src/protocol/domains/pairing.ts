import { command, event } from '../define.js';
import { ioCapability } from '../enums/device.js';
import { status } from '../enums/status.js';
import { onOff } from '../enums.js';
import { u32, u8 } from '../numbers.js';
import { pinCode } from '../padded.js';
import { peer } from '../shared-fields.js';

/** Pairing, and the questions that it asks. Every trusted socket is asked; the first answer counts. */
export const pairingCommands = () =>
  ({
  PINCodeReply: command(0x0016, [...peer, ['pinCode', pinCode]], peer),
  PINCodeNegativeReply: command(0x0017, peer, peer),
  SetIOCapability: command(0x0018, [['ioCapability', ioCapability]], []),
  PairDevice: command(0x0019, [...peer, ['ioCapability', ioCapability]], peer),
  CancelPairDevice: command(0x001a, peer, peer),
  UnpairDevice: command(0x001b, [...peer, ['disconnect', onOff]], peer),
  UserConfirmationReply: command(0x001c, peer, peer),
  UserConfirmationNegativeReply: command(0x001d, peer, peer),
  UserPasskeyReply: command(0x001e, [...peer, ['passkey', u32]], peer),
  UserPasskeyNegativeReply: command(0x001f, peer, peer),
}) as const;

export const pairingEvents = () =>
  ({
  PINCodeRequest: event(0x000e, [...peer, ['secure', u8]]),
  UserConfirmationRequest: event(0x000f, [...peer, ['confirmHint', u8], ['value', u32]]),
  UserPasskeyRequest: event(0x0010, peer),
  AuthenticationFailed: event(0x0011, [...peer, ['status', status]]),
  DeviceUnpaired: event(0x0016, peer),
  PasskeyNotify: event(0x0017, [...peer, ['passkey', u32], ['entered', u8]]),
}) as const;
