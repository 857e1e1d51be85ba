import { AdvMonitorFeatures, DeviceFoundFlags, toBytes } from '../../src/index.js';
import { SOURCES, flags, hexOf } from './vector.js';
import type { Vector } from './vector.js';

export const monitorVectors: readonly Vector[] = [
  {
    message: 'ReadAdvertisementMonitorFeatures',
    kind: 'command',
    index: 2,
    hex: '510002000000',
    value: {},
    source: SOURCES.BTMGMT,
  },
  {
    message: 'ReadAdvertisementMonitorFeatures',
    kind: 'reply',
    index: 2,
    hex: '010002001200510000000000000000000020001001000100',
    value: {
      supportedFeatures: flags(AdvMonitorFeatures),
      enabledFeatures: flags(AdvMonitorFeatures),
      maxNumHandles: 32,
      maxNumPatterns: 16,
      handles: [1],
    },
    source: SOURCES.LINUX,
  },
  {
    message: 'AddAdvertisementPatternsMonitor',
    kind: 'command',
    index: 0,
    hex: '5200000023000109000470656572' + '00'.repeat(27),
    value: { patterns: [{ adType: 'NameComplete', offset: 0, value: toBytes('70656572') }] },
    source: SOURCES.BTMGMT,
  },
  {
    message: 'AddAdvertisementPatternsMonitor',
    kind: 'reply',
    index: 2,
    hex: '0100020005005200000100',
    value: { monitorHandle: 1 },
    source: SOURCES.LINUX,
  },
  {
    message: 'RemoveAdvertisementMonitor',
    kind: 'command',
    index: 0,
    hex: '5300000002000100',
    value: { monitorHandle: 1 },
    source: SOURCES.BTMGMT,
  },
  {
    message: 'RemoveAdvertisementMonitor',
    kind: 'reply',
    index: 2,
    hex: '0100020005005300000000',
    value: { monitorHandle: 0 },
    source: SOURCES.LINUX,
  },
  {
    message: 'AddAdvertisementPatternsMonitorWithRSSIThreshold',
    kind: 'command',
    index: 0,
    hex: '560000002a00c40100b005000a0109000470656572' + '00'.repeat(27),
    value: {
      highThreshold: -60,
      highThresholdTimer: 1,
      lowThreshold: -80,
      lowThresholdTimer: 5,
      samplingPeriod: 10,
      patterns: [{ adType: 'NameComplete', offset: 0, value: toBytes('70656572') }],
    },
    source: SOURCES.BTMGMT,
  },
  {
    message: 'AddAdvertisementPatternsMonitorWithRSSIThreshold',
    kind: 'reply',
    index: 0,
    hex: '0100000005005600000200',
    value: { monitorHandle: 2 },
    source: SOURCES.LINUX,
  },
  {
    message: 'AdvertisementMonitorAdded',
    kind: 'event',
    index: 0,
    hex: '2b00000002000100',
    value: { monitorHandle: 1 },
    source: SOURCES.LINUX,
  },
  {
    message: 'AdvertisementMonitorRemoved',
    kind: 'event',
    index: 0,
    hex: '2c00000002000100',
    value: { monitorHandle: 1 },
    source: SOURCES.LINUX,
  },
  {
    message: 'AdvertisementMonitorDeviceFound',
    kind: 'event',
    index: 2,
    hex: '2f000200190000000700000000c002c4040000000900020106050970656572',
    value: {
      monitorHandle: 0,
      address: 'C0:00:00:00:00:07',
      addressType: 'LERandom',
      rssi: -60,
      flags: flags(DeviceFoundFlags, 'NotConnectable'),
      adData: toBytes('020106050970656572'),
    },
    source: SOURCES.LINUX,
  },
  {
    // Sent only for controllers with Microsoft's extension.
    message: 'AdvertisementMonitorDeviceLost',
    kind: 'event',
    index: 0,
    hex: hexOf(
      '3000 0000 0900', // Advertisement Monitor Device Lost, hci0, 9 bytes
      '0200', // handle
      '0700000000c0 02', // address, LE random
    ),
    value: { monitorHandle: 2, address: 'C0:00:00:00:00:07', addressType: 'LERandom' },
    source: SOURCES.DOCUMENT,
  },
];
