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
const identityKey = received<typeof identity, 'NewIdentityResolvingKey', RandomAddress>(
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
export const keysCommands = {
  /**
   * Load Link Keys, 0x0012, since 1.0. BR/EDR. `debugKeys`: whether debug keys that are made from now on are kept; those that are
   * loaded never are. `pinLength` 0 to 16: how many digits the PIN had that the key was made with, 0 if it was none.
   */
  LoadLinkKeys: command(0x0012, [['debugKeys', onOff], ['keys', list(u16, received(struct(linkKey), 'NewLinkKey'))]], []),

  /**
   * Load Long Term Keys, 0x0013, since 1.0. LE. The address is that of the identity: public, or random and static. `central` 1: for
   * connections that this side makes, 0: for those that the other one makes; keys of P-256 serve both. `encryptionSize` in bytes,
   * 7 to 16. `encryptionDiversifier` and `randomNumber` tell the device which key is meant; 0 for keys of P-256.
   */
  LoadLongTermKeys: command(0x0013, [['keys', list(u16, received(struct(longTermKey), 'NewLongTermKey'))]], []),

  /** Read Local Out Of Band Data, 0x0020, since 1.0. BR/EDR, powered. */
  ReadLocalOutOfBandData: command(0x0020, [], outOfBand),

  /** Add Remote Out Of Band Data, 0x0021, since 1.0. */
  AddRemoteOutOfBandData: command(0x0021, [...peer, ...outOfBand], peer),

  /** Remove Remote Out Of Band Data, 0x0022, since 1.0. All zeros removes all. */
  RemoveRemoteOutOfBandData: command(0x0022, peer, peer),

  /** Load Identity Resolving Keys, 0x0030, since 1.5. The address is that of the identity; one that is none fails all. */
  LoadIdentityResolvingKeys: command(0x0030, [['keys', list(u16, identityKey)]], []),

  /** Read Local Out Of Band Extended Data, 0x003B, since 1.9. BR/EDR or LE. */
  ReadLocalOutOfBandExtendedData: command(
    0x003b,
    [['addressType', addressTypes]],
    [['addressType', addressTypes], ['eirData', sized(u16)]],
  ),

  /** Load Blocked Keys, 0x0046, since 1.15. Keys that are known to the world: none of them is used or loaded any more. */
  LoadBlockedKeys: command(0x0046, [['keys', list(u16, struct([['keyType', blockedKeyType], value]))]], []),
} as const;

export const keysEvents = {
  /** New Link Key, 0x0009. BR/EDR; `storeHint` says whether it is worth keeping. */
  NewLinkKey: event(0x0009, [['storeHint', onOff], ...linkKey]),

  /** New Long Term Key, 0x000A. LE. */
  NewLongTermKey: event(0x000a, [['storeHint', onOff], ...longTermKey]),

  /** New Identity Resolving Key, 0x0018, since 1.5. `randomAddress` is what the device called itself before. */
  NewIdentityResolvingKey: event(0x0018, [['storeHint', onOff], ['randomAddress', address], ...peer, value]),

  /** New Signature Resolving Key, 0x0019, since 1.5. */
  NewSignatureResolvingKey: event(0x0019, [['storeHint', onOff], ...peer, ['keyType', signatureKeyType], value]),

  /** Local Out Of Band Extended Data Updated, 0x0022, since 1.9. Only after reading it. */
  LocalOutOfBandExtendedDataUpdated: event(0x0022, [['addressType', addressTypes], ['eirData', sized(u16)]]),
} as const;
