import { toBytes } from '../../src/index.js';
import { SOURCES, hexOf } from './vector.js';
import type { Vector } from './vector.js';

export const outOfBandVectors: readonly Vector[] = [
  {
    message: 'ReadLocalOutOfBandData',
    kind: 'command',
    index: 0,
    hex: '200000000000',
    value: {},
    source: SOURCES.BTMGMT,
  },
  {
    message: 'ReadLocalOutOfBandData',
    kind: 'reply',
    index: 0,
    hex: '01000000230020' + '00'.repeat(33) + '00',
    value: {
      hash192: toBytes('00000000000000000000000000000000'),
      randomizer192: toBytes('00000000000000000000000000000000'),
    },
    source: SOURCES.LINUX,
  },
  {
    message: 'ReadLocalOutOfBandData',
    kind: 'reply',
    index: 0,
    hex: '01000000430020' + '00'.repeat(65) + '00',
    value: {
      hash192: toBytes('00000000000000000000000000000000'),
      randomizer192: toBytes('00000000000000000000000000000000'),
      hash256: toBytes('00000000000000000000000000000000'),
      randomizer256: toBytes('00000000000000000000000000000000'),
    },
    source: SOURCES.LINUX,
  },
  {
    message: 'AddRemoteOutOfBandData',
    kind: 'command',
    index: 0,
    hex: '21000000470001000101aa000000112233445566778899aabbccddeeff00112233445566778899aabbccddeeff' + '00'.repeat(32),
    value: {
      address: '00:AA:01:01:00:01',
      addressType: 'BREDR',
      hash192: toBytes('00112233445566778899aabbccddeeff'),
      randomizer192: toBytes('00112233445566778899aabbccddeeff'),
      hash256: toBytes('00000000000000000000000000000000'),
      randomizer256: toBytes('00000000000000000000000000000000'),
    },
    source: SOURCES.BTMGMT,
  },
  {
    // Without the values for P-256.
    message: 'AddRemoteOutOfBandData',
    kind: 'command',
    index: 0,
    hex: hexOf(
      '2100 0000 2700', // Add Remote Out Of Band Data, hci0, 39 bytes
      '01000101aa00 00', // address, BR/EDR
      '00112233445566778899aabbccddeeff', // hash for P-192
      '00112233445566778899aabbccddeeff', // randomizer for P-192
    ),
    value: {
      address: '00:AA:01:01:00:01',
      addressType: 'BREDR',
      hash192: toBytes('00112233445566778899aabbccddeeff'),
      randomizer192: toBytes('00112233445566778899aabbccddeeff'),
    },
    source: SOURCES.DOCUMENT_LINUX,
  },
  {
    message: 'AddRemoteOutOfBandData',
    kind: 'reply',
    index: 0,
    hex: '010000000a0021000001000101aa0000',
    value: { address: '00:AA:01:01:00:01', addressType: 'BREDR' },
    source: SOURCES.LINUX,
  },
  {
    message: 'RemoveRemoteOutOfBandData',
    kind: 'command',
    index: 0,
    hex: hexOf(
      '2200 0000 0700', // Remove Remote Out Of Band Data, hci0, 7 bytes
      '01000101aa00 00', // address, BR/EDR
    ),
    value: { address: '00:AA:01:01:00:01', addressType: 'BREDR' },
    source: SOURCES.DOCUMENT_LINUX,
  },
  {
    message: 'RemoveRemoteOutOfBandData',
    kind: 'reply',
    index: 0,
    hex: '010000000a0022000001000101aa0000',
    value: { address: '00:AA:01:01:00:01', addressType: 'BREDR' },
    source: SOURCES.LINUX,
  },
  {
    message: 'ReadLocalOutOfBandExtendedData',
    kind: 'command',
    index: 0,
    hex: '3b000000010006',
    value: { addressType: ['LEPublic', 'LERandom'] },
    source: SOURCES.BTMGMT,
  },
  {
    message: 'ReadLocalOutOfBandExtendedData',
    kind: 'reply',
    index: 0,
    hex:
      '0100000039003b0000063300081b00000001aa0000021c01112200f47ef9347f79f7150e84046b0f4d8e1123eab513dc' +
      '236f8364675307f85566dfef020100',
    value: {
      addressType: ['LEPublic', 'LERandom'],
      eirData: toBytes(
        '081b00000001aa0000021c01112200f47ef9347f79f7150e84046b0f4d8e1123eab513dc236f8364675307f85566dfef020100',
      ),
    },
    source: SOURCES.LINUX,
  },
  {
    message: 'LocalOutOfBandExtendedDataUpdated',
    kind: 'event',
    index: 0,
    hex:
      '220000005000014d00040d040100110e00000000000000000000000000000000110f0000000000000000000000000000' +
      '0000111d00000000000000000000000000000000111e00000000000000000000000000000000',
    value: {
      addressType: ['BREDR'],
      eirData: toBytes(
        '040d040100110e00000000000000000000000000000000110f00000000000000000000000000000000111d00000000000000000000000000000000111e00000000000000000000000000000000',
      ),
    },
    source: SOURCES.LINUX,
  },
];
