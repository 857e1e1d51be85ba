import type { keysCommands, keysEvents } from '../domains/keys.js';
import type { WordsOfCommands, WordsOfEvents } from './words.js';

const kinds = { addressType: "The kind of pairing: `['BREDR']` or `['LEPublic', 'LERandom']`" } as const;
const central = '1 if this host is the initiator, 0 if the peer is; keys of P-256 serve both';
const encryptionSize = { doc: 'How much of the key is used', unit: 'bytes', range: [7, 16] } as const;
const encryptionDiversifier = 'Tells the device which key is meant; 0 for keys of P-256';
const pinLength = {
  doc: 'How many digits the PIN had that the key was made with, 0 if it was none',
  range: [0, 16],
} as const;

export const keysCommandWords = () =>
  ({
    LoadLinkKeys: {
      since: '1.0',
      doc: 'BR/EDR.',
      params: {
        debugKeys: 'Whether debug keys that are made from now on are kept; those that are loaded never are',
        keys: 'All keys of this controller; events New Link Key can stand here as they came',
        'keys.value': 'The key',
        'keys.pinLength': pinLength,
      },
    },
    LoadLongTermKeys: {
      since: '1.0',
      doc: 'LE.',
      params: {
        keys: 'All keys of this controller; events New Long Term Key can stand here as they came',
        'keys.address': 'The address of the identity: public, or random and static',
        'keys.central': { doc: central, range: [0, 1] },
        'keys.encryptionSize': encryptionSize,
        'keys.encryptionDiversifier': encryptionDiversifier,
        'keys.randomNumber': encryptionDiversifier,
        'keys.value': 'The key',
      },
    },
    ReadLocalOutOfBandData: {
      since: '1.0',
      doc: 'BR/EDR, powered: what to give to others by other means, such as NFC.',
    },
    AddRemoteOutOfBandData: {
      since: '1.0',
      doc: 'What came from another device by other means, such as NFC.',
      params: {
        hash192: 'Hash C of P-192; zeros for LE',
        randomizer192: 'Randomizer R of P-192; zeros for LE',
        hash256: 'Hash C of P-256. Both of P-256 may be missing for BR/EDR; zeros are none',
        randomizer256: 'Randomizer R of P-256, see `hash256`',
      },
    },
    RemoveRemoteOutOfBandData: {
      since: '1.0',
      doc: 'BR/EDR only.',
      params: { address: 'Its address; all zeros removes all' },
    },
    LoadIdentityResolvingKeys: {
      since: '1.5',
      doc: 'Keys by which devices whose addresses change are recognised. One entry that is none fails all.',
      params: {
        keys: 'All keys of this controller; events New Identity Resolving Key can stand here as they came',
        'keys.address': 'The address of the identity: public, or random and static',
        'keys.value': 'The key',
      },
    },
    ReadLocalOutOfBandExtendedData: {
      since: '1.9',
      doc: 'BR/EDR or LE: what to give to others by other means, such as NFC.',
      params: kinds,
      reply: {
        addressType: 'The kind of pairing, as given',
        eirData: 'Hash and randomizer, for `parseAdvertisingData`',
      },
    },
    LoadBlockedKeys: {
      since: '1.15',
      doc: 'Keys that are known to the world: none of them is used or loaded any more.',
      params: { keys: 'All such keys', 'keys.keyType': 'What kind of key it is', 'keys.value': 'The key' },
    },
  }) as const satisfies WordsOfCommands<ReturnType<typeof keysCommands>>;

export const keysEventWords = () =>
  ({
    NewLinkKey: {
      since: '1.0',
      doc: 'BR/EDR: a pairing made a key.',
      fields: { storeHint: 'Whether it is worth keeping', pinLength },
    },
    NewLongTermKey: {
      since: '1.0',
      doc: 'LE: a pairing made a key.',
      fields: {
        central: { doc: central, range: [0, 1] },
        encryptionSize,
        encryptionDiversifier,
        randomNumber: encryptionDiversifier,
      },
    },
    NewIdentityResolvingKey: {
      since: '1.5',
      doc: 'A device whose address changes told its identity.',
      fields: {
        randomAddress: 'What the device called itself before',
        address: 'The address of the identity',
        addressType: 'The kind of that address',
      },
    },
    NewSignatureResolvingKey: { since: '1.5', doc: 'LE: a key for writing without an encrypted connection.' },
    LocalOutOfBandExtendedDataUpdated: {
      since: '1.9',
      doc: 'Only after reading it.',
      fields: { ...kinds, eirData: 'Hash and randomizer, for `parseAdvertisingData`' },
    },
  }) as const satisfies WordsOfEvents<ReturnType<typeof keysEvents>>;
