import { DeviceFoundFlags, toBytes } from '../../src/index.js';
import { SOURCES, flags, hexOf } from './vector.js';
import type { Vector } from './vector.js';

export const meshVectors: readonly Vector[] = [
  {
    message: 'SetMeshReceiver',
    kind: 'command',
    index: 0,
    hex: '570000000900016e01e801032a2b29',
    value: { enable: true, window: 366, period: 488, adTypes: ['MeshMessage', 'MeshBeacon', 'PbAdv'] },
    source: SOURCES.MESH_TESTER,
  },
  {
    message: 'ReadMeshFeatures',
    kind: 'command',
    index: 0,
    hex: '580000000000',
    value: {},
    source: SOURCES.MESH_TESTER,
  },
  {
    message: 'ReadMeshFeatures',
    kind: 'reply',
    index: 2,
    hex: '01000200070058000002000300',
    value: { index: 2, maxHandles: 3, handles: [] },
    source: SOURCES.LINUX,
  },
  {
    // With handles.
    message: 'ReadMeshFeatures',
    kind: 'reply',
    index: 0,
    hex: hexOf(
      '0100 0000 0900', // Command Complete, hci0, 9 bytes
      '5800 00', // Read Mesh Features, Success
      '0000', // index
      '03', // maximum of handles
      '02', // two handles
      '0102',
    ),
    value: { index: 0, maxHandles: 3, handles: [1, 2] },
    source: SOURCES.DOCUMENT,
  },
  {
    message: 'TransmitMeshPacket',
    kind: 'command',
    index: 0,
    hex: '590000002b0000000000000002000000000000000000000318172b01002dda0c2491537ae2000000009de2120a725038' + 'b2',
    value: {
      address: '00:00:00:00:00:00',
      addressType: 'LERandom',
      instant: 0x0n,
      delay: 0,
      count: 3,
      data: toBytes('172b01002dda0c2491537ae2000000009de2120a725038b2'),
    },
    source: SOURCES.MESH_TESTER,
  },
  {
    message: 'TransmitMeshPacket',
    kind: 'reply',
    index: 0,
    hex: '01000000040059000002',
    value: { handle: 2 },
    source: SOURCES.LINUX,
  },
  {
    message: 'CancelTransmitMeshPacket',
    kind: 'command',
    index: 0,
    hex: '5a000000010001',
    value: { handle: 1 },
    source: SOURCES.MESH_TESTER,
  },
  {
    message: 'MeshDeviceFound',
    kind: 'event',
    index: 2,
    hex: '310002001b000700000000c002c41347ffff00000000040000000500042a010203',
    value: {
      address: 'C0:00:00:00:00:07',
      addressType: 'LERandom',
      rssi: -60,
      instant: 0xffff4713n,
      flags: flags(DeviceFoundFlags, 'NotConnectable'),
      adData: toBytes('042a010203'),
    },
    source: SOURCES.LINUX,
  },
  {
    message: 'MeshPacketTransmitComplete',
    kind: 'event',
    index: 0,
    hex: '32000000010002',
    value: { handle: 2 },
    source: SOURCES.LINUX,
  },
];
