import { DeviceFoundFlags, toBytes } from '../../src/index.js';
import { SOURCES, flags, hexOf } from './vector.js';
import type { Vector } from './vector.js';

export const deviceConnectionVectors: readonly Vector[] = [
  {
    message: 'Disconnect',
    kind: 'command',
    index: 0,
    hex: '14000000070001000101aa0001',
    value: { address: '00:AA:01:01:00:01', addressType: 'LEPublic' },
    source: SOURCES.BTMGMT,
  },
  {
    message: 'Disconnect',
    kind: 'reply',
    index: 0,
    hex: '010000000a0014000000000101aa0001',
    value: { address: '00:AA:01:01:00:00', addressType: 'LEPublic' },
    source: SOURCES.LINUX,
  },
  { message: 'GetConnections', kind: 'command', index: 1, hex: '150001000000', value: {}, source: SOURCES.BTMGMT },
  {
    message: 'GetConnections',
    kind: 'reply',
    index: 2,
    hex: '010002000c0015000001000700000000c002',
    value: { connections: [{ address: 'C0:00:00:00:00:07', addressType: 'LERandom' }] },
    source: SOURCES.LINUX,
  },
  {
    message: 'GetConnectionInformation',
    kind: 'command',
    index: 0,
    hex: '31000000070000000101aa0000',
    value: { address: '00:AA:01:01:00:00', addressType: 'BREDR' },
    source: SOURCES.MGMT_TESTER,
  },
  {
    message: 'GetConnectionInformation',
    kind: 'reply',
    index: 2,
    hex: '010002000d003100000700000000c002c40404',
    value: { address: 'C0:00:00:00:00:07', addressType: 'LERandom', rssi: -60, txPower: 4, maxTxPower: 4 },
    source: SOURCES.LINUX,
  },
  {
    message: 'GetClockInformation',
    kind: 'command',
    index: 0,
    hex: '32000000070000000101aa0000',
    value: { address: '00:AA:01:01:00:00', addressType: 'BREDR' },
    source: SOURCES.MGMT_TESTER,
  },
  {
    message: 'GetClockInformation',
    kind: 'reply',
    index: 0,
    hex: '01000000140032000000000101aa000044332211443322116655',
    value: {
      address: '00:AA:01:01:00:00',
      addressType: 'BREDR',
      localClock: 287454020,
      piconetClock: 287454020,
      accuracy: 21862,
    },
    source: SOURCES.LINUX,
  },
  {
    message: 'LoadConnectionParameters',
    kind: 'command',
    index: 0,
    hex: hexOf(
      '3500 0000 1100', // Load Connection Parameters, hci0, 17 bytes
      '0100', // one entry
      '01000101aa00 01', // address, LE public
      '1800', // minimum interval
      '2800', // maximum interval
      '0000', // latency
      '2a00', // supervision timeout
    ),
    value: {
      params: [
        {
          address: '00:AA:01:01:00:01',
          addressType: 'LEPublic',
          minConnectionInterval: 24,
          maxConnectionInterval: 40,
          connectionLatency: 0,
          supervisionTimeout: 42,
        },
      ],
    },
    source: SOURCES.DOCUMENT_LINUX,
  },
  {
    // The kernel answered with NotSupported.
    message: 'LoadConnectionSubrate',
    kind: 'command',
    index: 2,
    hex: hexOf(
      '5c00 0200 1700', // Load Connection Subrate, hci2, 23 bytes
      '0100', // one entry
      '0700000000c0 02', // address, LE random
      '1800', // minimum interval
      '2800', // maximum interval
      '0100', // minimum subrate factor
      '0200', // maximum subrate factor
      '0000', // maximum latency
      '0000', // continuation number
      '2a00', // supervision timeout
    ),
    value: {
      params: [
        {
          address: 'C0:00:00:00:00:07',
          addressType: 'LERandom',
          minConnectionInterval: 24,
          maxConnectionInterval: 40,
          subrateMin: 1,
          subrateMax: 2,
          maxLatency: 0,
          continuationNumber: 0,
          supervisionTimeout: 42,
        },
      ],
    },
    source: SOURCES.DOCUMENT_LINUX_7,
  },
  {
    message: 'DeviceConnected',
    kind: 'event',
    index: 1,
    hex: '0b000100180000000001aa0000000000000b00050970656572040d040100',
    value: {
      address: '00:AA:01:00:00:00',
      addressType: 'BREDR',
      flags: flags(DeviceFoundFlags),
      eirData: toBytes('050970656572040d040100'),
    },
    source: SOURCES.LINUX,
  },
  {
    message: 'DeviceConnected',
    kind: 'event',
    index: 2,
    hex: '0b00020010000700000000c002080000000300020106',
    value: {
      address: 'C0:00:00:00:00:07',
      addressType: 'LERandom',
      flags: flags(DeviceFoundFlags, 'InitiatedConnection'),
      eirData: toBytes('020106'),
    },
    source: SOURCES.LINUX,
  },
  {
    message: 'DeviceDisconnected',
    kind: 'event',
    index: 0,
    hex: '0c000000080000000101aa000005',
    value: { address: '00:AA:01:01:00:00', addressType: 'BREDR', reason: 'LocalHostSuspend' },
    source: SOURCES.LINUX,
  },
  {
    message: 'ConnectFailed',
    kind: 'event',
    index: 0,
    hex: '0d000000080077000001aa000004',
    value: { address: '00:AA:01:00:00:77', addressType: 'BREDR', status: 'ConnectFailed' },
    source: SOURCES.LINUX,
  },
  {
    message: 'NewConnectionParameter',
    kind: 'event',
    index: 2,
    hex: '1c00020010000700000000c00201180028000100c800',
    value: {
      address: 'C0:00:00:00:00:07',
      addressType: 'LERandom',
      storeHint: true,
      minConnectionInterval: 24,
      maxConnectionInterval: 40,
      connectionLatency: 1,
      supervisionTimeout: 200,
    },
    source: SOURCES.LINUX,
  },
  {
    // Linux 7.3.4 did not send it when the controller reported LE Subrate Change.
    message: 'ConnectionSubrate',
    kind: 'event',
    index: 0,
    hex: hexOf(
      '3300 0000 1200', // Connection Subrate, hci0, 18 bytes
      '0700000000c0 02', // address, LE random
      '00', // status
      '1800', // connection interval
      '0400', // subrate factor
      '0100', // latency
      '0200', // continuation number
      'c800', // supervision timeout
    ),
    value: {
      address: 'C0:00:00:00:00:07',
      addressType: 'LERandom',
      status: 'Success',
      interval: 24,
      subrate: 4,
      latency: 1,
      continuationNumber: 2,
      supervisionTimeout: 200,
    },
    source: SOURCES.DOCUMENT,
  },
];
