import { toBytes } from '../../src/index.js';
import { SOURCES, hexOf } from './vector.js';
import type { Vector } from './vector.js';

export const keysVectors: readonly Vector[] = [
  {
    message: 'LoadLinkKeys',
    kind: 'command',
    index: 0,
    hex: hexOf(
      '1200 0000 1c00', // Load Link Keys, hci0, 28 bytes
      '00', // debug keys
      '0100', // one key
      '01000101aa00 00', // address, BR/EDR
      '04', // key type
      '00112233445566778899aabbccddeeff', // value
      '00', // PIN length
    ),
    value: {
      debugKeys: false,
      keys: [
        {
          address: '00:AA:01:01:00:01',
          addressType: 'BREDR',
          keyType: 'UnauthenticatedP192',
          value: toBytes('00112233445566778899aabbccddeeff'),
          pinLength: 0,
        },
      ],
    },
    source: SOURCES.DOCUMENT_LINUX,
  },
  {
    message: 'LoadLongTermKeys',
    kind: 'command',
    index: 0,
    hex: hexOf(
      '1300 0000 2600', // Load Long Term Keys, hci0, 38 bytes
      '0100', // one key
      '01000101aa00 01', // address, LE public
      '00', // key type
      '01', // central
      '10', // encryption size
      '3412', // encryption diversifier
      'efcdab8967452301', // random number
      '00112233445566778899aabbccddeeff', // value
    ),
    value: {
      keys: [
        {
          address: '00:AA:01:01:00:01',
          addressType: 'LEPublic',
          keyType: 'UnauthenticatedLegacy',
          central: 1,
          encryptionSize: 16,
          encryptionDiversifier: 0x1234,
          randomNumber: 0x0123456789abcdefn,
          value: toBytes('00112233445566778899aabbccddeeff'),
        },
      ],
    },
    source: SOURCES.DOCUMENT_LINUX,
  },
  {
    message: 'LoadIdentityResolvingKeys',
    kind: 'command',
    index: 0,
    hex: '3000000019000100123456789abc0111223344556677881122334455667788',
    value: {
      keys: [
        { address: 'BC:9A:78:56:34:12', addressType: 'LEPublic', value: toBytes('11223344556677881122334455667788') },
      ],
    },
    source: SOURCES.MGMT_TESTER,
  },
  {
    message: 'LoadBlockedKeys',
    kind: 'command',
    index: 0,
    hex: hexOf(
      '4600 0000 1300', // Load Blocked Keys, hci0, 19 bytes
      '0100', // one key
      '00', // key type
      '00112233445566778899aabbccddeeff', // value
    ),
    value: { keys: [{ keyType: 'LinkKey', value: toBytes('00112233445566778899aabbccddeeff') }] },
    source: SOURCES.DOCUMENT_LINUX,
  },
  {
    message: 'NewLinkKey',
    kind: 'event',
    index: 0,
    hex: '090000001a000100000101aa0000089043443aed6f8c0322e3574685704e6600',
    value: {
      storeHint: true,
      address: '00:AA:01:01:00:00',
      addressType: 'BREDR',
      keyType: 'AuthenticatedP256',
      value: toBytes('9043443aed6f8c0322e3574685704e66'),
      pinLength: 0,
    },
    source: SOURCES.LINUX,
  },
  {
    message: 'NewLongTermKey',
    kind: 'event',
    index: 0,
    hex: '0a00000025000100000101aa0001010010b54cfeba85f1a9b8a037ebabeaefa9536eda1821d7b5c7edb58a',
    value: {
      storeHint: true,
      address: '00:AA:01:01:00:00',
      addressType: 'LEPublic',
      keyType: 'AuthenticatedLegacy',
      central: 0,
      encryptionSize: 16,
      encryptionDiversifier: 19637,
      randomNumber: 0x37a0b8a9f185bafen,
      value: toBytes('ebabeaefa9536eda1821d7b5c7edb58a'),
    },
    source: SOURCES.LINUX,
  },
  {
    message: 'NewIdentityResolvingKey',
    kind: 'event',
    index: 0,
    hex: '180000001e000100000000000000000101aa000100000000000000000000000000000000',
    value: {
      storeHint: true,
      randomAddress: '00:00:00:00:00:00',
      address: '00:AA:01:01:00:00',
      addressType: 'LEPublic',
      value: toBytes('00000000000000000000000000000000'),
    },
    source: SOURCES.LINUX,
  },
  {
    // With a key and a random address.
    message: 'NewIdentityResolvingKey',
    kind: 'event',
    index: 0,
    hex: hexOf(
      '1800 0000 1e00', // New Identity Resolving Key, hci0, 30 bytes
      '01', // store hint
      '665544332252', // random address
      '01000101aa00 01', // address, LE public
      '00112233445566778899aabbccddeeff', // value
    ),
    value: {
      storeHint: true,
      randomAddress: '52:22:33:44:55:66',
      address: '00:AA:01:01:00:01',
      addressType: 'LEPublic',
      value: toBytes('00112233445566778899aabbccddeeff'),
    },
    source: SOURCES.DOCUMENT,
  },
  {
    message: 'NewSignatureResolvingKey',
    kind: 'event',
    index: 0,
    hex: '1900000019000100000101aa0001026790b7630df30c29bc7a11813f05c81e',
    value: {
      storeHint: true,
      address: '00:AA:01:01:00:00',
      addressType: 'LEPublic',
      keyType: 'LocalAuthenticated',
      value: toBytes('6790b7630df30c29bc7a11813f05c81e'),
    },
    source: SOURCES.LINUX,
  },
];
