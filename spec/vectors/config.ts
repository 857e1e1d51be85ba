import { ExperimentalFeatureFlags, toBytes } from '../../src/index.js';
import { SOURCES, flags, hexOf } from './vector.js';
import type { Vector } from './vector.js';

export const configVectors: readonly Vector[] = [
  {
    message: 'ReadExperimentalFeaturesInformation',
    kind: 'command',
    index: null,
    hex: '4900ffff0000',
    value: {},
    source: SOURCES.BTMGMT,
  },
  {
    message: 'ReadExperimentalFeaturesInformation',
    kind: 'reply',
    index: null,
    hex: '0100ffff190049000001003ee0b4fdddd685986a49e00588f1ba6f00000000',
    value: { features: [{ uuid: '6fbaf188-05e0-496a-9885-d6ddfdb4e03e', flags: flags(ExperimentalFeatureFlags) }] },
    source: SOURCES.LINUX,
  },
  {
    message: 'ReadExperimentalFeaturesInformation',
    kind: 'reply',
    index: 0,
    hex:
      '0100000069004900000500d649b0d128eb27929646c042b5101b6700000000040013ac4202deb3ea1173c248a1c01502' +
      '000000af29c666ac5f1a88b94f7feece5a69a6000000003ee0b4fdddd685986a49e00588f1ba6f00000000766ef3e824' +
      '5f05bf8d4d037ad763e42c01000000',
    value: {
      features: [
        { uuid: '671b10b5-42c0-4696-9227-eb28d1b049d6', flags: flags(ExperimentalFeatureFlags) },
        {
          uuid: '15c0a148-c273-11ea-b3de-0242ac130004',
          flags: flags(ExperimentalFeatureFlags, 'ChangesSupportedSettings'),
        },
        { uuid: 'a6695ace-ee7f-4fb9-881a-5fac66c629af', flags: flags(ExperimentalFeatureFlags) },
        { uuid: '6fbaf188-05e0-496a-9885-d6ddfdb4e03e', flags: flags(ExperimentalFeatureFlags) },
        { uuid: '2ce463d7-7a03-4d8d-bf05-5f24e8f36e76', flags: flags(ExperimentalFeatureFlags, 'Active') },
      ],
    },
    source: SOURCES.LINUX,
  },
  {
    message: 'SetExperimentalFeature',
    kind: 'command',
    index: 0,
    hex: '4a0000001100766ef3e8245f05bf8d4d037ad763e42c01',
    value: { uuid: '2ce463d7-7a03-4d8d-bf05-5f24e8f36e76', action: true },
    source: SOURCES.MGMT_TESTER,
  },
  {
    message: 'SetExperimentalFeature',
    kind: 'reply',
    index: 2,
    hex: '0100020017004a0000766ef3e8245f05bf8d4d037ad763e42c01000000',
    value: { uuid: '2ce463d7-7a03-4d8d-bf05-5f24e8f36e76', flags: flags(ExperimentalFeatureFlags, 'Active') },
    source: SOURCES.LINUX,
  },
  {
    message: 'ReadDefaultSystemConfiguration',
    kind: 'command',
    index: 0,
    hex: '4b0000000000',
    value: {},
    source: SOURCES.BTMGMT,
  },
  {
    message: 'ReadDefaultSystemConfiguration',
    kind: 'reply',
    index: 0,
    hex:
      '010000009d004b0000000002000001000200080200021200030002000004000200000500020000060002000007000200' +
      '00080002500009000220030a000200080b000200080c000202000d000260000e000230000f0002000810000212001100' +
      '021200120002120013000260001400023000150002600016000260001700021800180002280019000200001a00022a00' +
      '1b0002204e1d00022c011e0002f4011f000100',
    value: {
      parameters: [
        { type: 'BredrPageScanType', value: 0 },
        { type: 'BredrPageScanInterval', value: 2048 },
        { type: 'BredrPageScanWindow', value: 18 },
        { type: 'BredrInquiryScanType', value: 0 },
        { type: 'BredrInquiryScanInterval', value: 0 },
        { type: 'BredrInquiryScanWindow', value: 0 },
        { type: 'BredrLinkSupervisionTimeout', value: 0 },
        { type: 'BredrPageTimeout', value: 0 },
        { type: 'BredrMinSniffInterval', value: 80 },
        { type: 'BredrMaxSniffInterval', value: 800 },
        { type: 'LeAdvMinInterval', value: 2048 },
        { type: 'LeAdvMaxInterval', value: 2048 },
        { type: 'LeMultiAdvRotationInterval', value: 2 },
        { type: 'LeScanIntervalAutoConnect', value: 96 },
        { type: 'LeScanWindowAutoConnect', value: 48 },
        { type: 'LeScanIntervalWakeScenarios', value: 2048 },
        { type: 'LeScanWindowWakeScenarios', value: 18 },
        { type: 'LeScanIntervalDiscovery', value: 18 },
        { type: 'LeScanWindowDiscovery', value: 18 },
        { type: 'LeScanIntervalAdvMonitoring', value: 96 },
        { type: 'LeScanWindowAdvMonitoring', value: 48 },
        { type: 'LeScanIntervalConnect', value: 96 },
        { type: 'LeScanWindowConnect', value: 96 },
        { type: 'LeMinConnectionInterval', value: 24 },
        { type: 'LeMaxConnectionInterval', value: 40 },
        { type: 'LeConnectionLatency', value: 0 },
        { type: 'LeConnectionSupervisionTimeout', value: 42 },
        { type: 'LeAutoConnectTimeout', value: 20000 },
        { type: 'AdvMonAllowlistDuration', value: 300 },
        { type: 'AdvMonNoFilterDuration', value: 500 },
        { type: 'EnableAdvMonInterleaveScan', value: 0 },
      ],
    },
    source: SOURCES.LINUX,
  },
  {
    message: 'SetDefaultSystemConfiguration',
    kind: 'command',
    index: 0,
    hex: '4c00000005000b00020008',
    value: { parameters: [{ type: 'LeAdvMaxInterval', value: 2048 }] },
    source: SOURCES.BTMGMT,
  },
  {
    // Read Default Runtime Configuration, hci0, no parameters
    message: 'ReadDefaultRuntimeConfiguration',
    kind: 'command',
    index: 0,
    hex: '4d0000000000',
    value: {},
    source: SOURCES.DOCUMENT_LINUX,
  },
  {
    message: 'ReadDefaultRuntimeConfiguration',
    kind: 'reply',
    index: 0,
    hex: '010000000300' + '4d0000',
    value: { parameters: [] },
    source: SOURCES.LINUX,
  },
  {
    message: 'ReadDefaultRuntimeConfiguration',
    kind: 'reply',
    index: 0,
    hex: hexOf(
      '0100 0000 0800', // Command Complete, hci0, 8 bytes
      '4d00 00', // Read Default Runtime Configuration, Success
      'feff', // a type that nobody knows
      '02', // length
      '3412', // value
    ),
    value: { parameters: [{ type: 0xfffe, value: toBytes('3412') }] },
    source: SOURCES.DOCUMENT,
  },
  {
    // Linux knows no types, and answers with Invalid Parameters.
    message: 'SetDefaultRuntimeConfiguration',
    kind: 'command',
    index: 0,
    hex: hexOf(
      '4e00 0000 0500', // Set Default Runtime Configuration, hci0, 5 bytes
      '0000', // type
      '02', // length
      '0100', // value
    ),
    value: { parameters: [{ type: 'BredrPageScanType', value: 1 }] },
    source: SOURCES.DOCUMENT,
  },
  {
    message: 'SendHCICommandAndWaitForEvent',
    kind: 'command',
    index: 2,
    hex: hexOf(
      '5b00 0200 0600', // Send HCI Command And Wait For Event, 6 bytes
      '0110', // opcode: Read Local Version Information
      '00', // event: that of the answer
      '02', // timeout
      '0000', // no parameters
    ),
    value: { opcode: 0x1001, event: 0, timeout: 2, parameters: new Uint8Array() },
    source: SOURCES.DOCUMENT_LINUX_7,
  },
  {
    message: 'SendHCICommandAndWaitForEvent',
    kind: 'command',
    index: 0,
    hex: hexOf(
      '5b00 0000 0700', // Send HCI Command And Wait For Event, hci0, 7 bytes
      '1c20', // opcode: LE Read Supported States, which has none
      '3e', // event: LE Meta
      '00', // timeout: the default
      '0100', // one byte of parameters
      'aa',
    ),
    value: { opcode: 0x201c, event: 0x3e, timeout: 0, parameters: toBytes('aa') },
    source: SOURCES.DOCUMENT,
  },
  {
    message: 'SendHCICommandAndWaitForEvent',
    kind: 'reply',
    index: 2,
    hex: '010002000c005b00000006000006ffff0000',
    value: { response: toBytes('0006000006ffff0000') },
    source: SOURCES.LINUX_7,
  },
  {
    message: 'ExperimentalFeatureChanged',
    kind: 'event',
    index: 2,
    hex: '270002001400766ef3e8245f05bf8d4d037ad763e42c01000000',
    value: { uuid: '2ce463d7-7a03-4d8d-bf05-5f24e8f36e76', flags: flags(ExperimentalFeatureFlags, 'Active') },
    source: SOURCES.LINUX,
  },
  {
    message: 'DefaultSystemConfigurationChanged',
    kind: 'event',
    index: 0,
    hex: hexOf(
      '2800 0000 0900', // Default System Configuration Changed, hci0, 9 bytes
      '0b00 02 0008', // type, length, value
      '1f00 01 01', // type, length, value
    ),
    value: {
      parameters: [
        { type: 'LeAdvMaxInterval', value: 2048 },
        { type: 'EnableAdvMonInterleaveScan', value: 1 },
      ],
    },
    source: SOURCES.DOCUMENT,
  },
  {
    message: 'DefaultRuntimeConfigurationChanged',
    kind: 'event',
    index: 0,
    hex: hexOf(
      '2900 0000 0500', // Default Runtime Configuration Changed, hci0, 5 bytes
      'feff 02 3412', // a type that nobody knows, length, value
    ),
    value: { parameters: [{ type: 0xfffe, value: toBytes('3412') }] },
    source: SOURCES.DOCUMENT,
  },
];
