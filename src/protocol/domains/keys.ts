import { address, bytes, sized } from '../bytes.js';
import { command, event } from '../define.js';
import { addressTypes } from '../enums/address-type.js';
import { blockedKeyType, linkKeyType, longTermKeyType, signatureKeyType } from '../enums/keys.js';
import { onOff } from '../enums.js';
import { list, optional } from '../lists.js';
import { u16, u64, u8 } from '../numbers.js';
import { peer } from '../shared-fields.js';
import { received } from '../received.js';
import { struct } from '../struct.js';

const value = ['value', bytes(16)] as const;

const linkKey = [...peer, ['keyType', linkKeyType], value, ['pinLength', u8]] as const;

const identity = [...peer, value] as const;

const longTermKey = [
  ...peer,
  ['keyType', longTermKeyType],
  ['central', u8],
  ['encryptionSize', u8],
  ['encryptionDiversifier', u16],
  ['randomNumber', u64],
  value,
] as const;

export interface RandomAddress {
  readonly randomAddress: string;
}
const identityKey = () =>
  received<typeof identity, 'NewIdentityResolvingKey', RandomAddress>(
  struct(identity),
  'NewIdentityResolvingKey',
  ['randomAddress'],
);

/** For P-192; those for P-256 may be missing, then both. */
const outOfBand = [
  ['hash192', bytes(16)],
  ['randomizer192', bytes(16)],
  ['hash256', optional(bytes(16))],
  ['randomizer256', optional(bytes(16))],
] as const;

/** Keys that the kernel uses and makes. Loading replaces what all programs, bluetoothd among them, had loaded before. */
export const keysCommands = () =>
  ({
  LoadLinkKeys: command(0x0012, [['debugKeys', onOff], ['keys', list(u16, received(struct(linkKey), 'NewLinkKey'))]], []),
  LoadLongTermKeys: command(0x0013, [['keys', list(u16, received(struct(longTermKey), 'NewLongTermKey'))]], []),
  ReadLocalOutOfBandData: command(0x0020, [], outOfBand),
  AddRemoteOutOfBandData: command(0x0021, [...peer, ...outOfBand], peer),
  RemoveRemoteOutOfBandData: command(0x0022, peer, peer),
  LoadIdentityResolvingKeys: command(0x0030, [['keys', list(u16, identityKey())]], []),
  ReadLocalOutOfBandExtendedData: command(
    0x003b,
    [['addressType', addressTypes]],
    [['addressType', addressTypes], ['eirData', sized(u16)]],
  ),
  LoadBlockedKeys: command(0x0046, [['keys', list(u16, struct([['keyType', blockedKeyType], value]))]], []),
}) as const;

export const keysEvents = () =>
  ({
  NewLinkKey: event(0x0009, [['storeHint', onOff], ...linkKey]),
  NewLongTermKey: event(0x000a, [['storeHint', onOff], ...longTermKey]),
  NewIdentityResolvingKey: event(0x0018, [['storeHint', onOff], ['randomAddress', address], ...peer, value]),
  NewSignatureResolvingKey: event(0x0019, [['storeHint', onOff], ...peer, ['keyType', signatureKeyType], value]),
  LocalOutOfBandExtendedDataUpdated: event(0x0022, [['addressType', addressTypes], ['eirData', sized(u16)]]),
}) as const;
