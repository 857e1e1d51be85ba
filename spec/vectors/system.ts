import { toBytes } from '../../src/index.js';
import { SOURCES, numbers } from './vector.js';
import type { Vector } from './vector.js';

export const systemVectors: readonly Vector[] = [
  {
    message: 'ReadManagementVersionInformation',
    kind: 'command',
    index: null,
    hex: '0100ffff0000',
    value: {},
    source: SOURCES.BTMGMT,
  },
  {
    message: 'ReadManagementVersionInformation',
    kind: 'reply',
    index: null,
    hex: '0100ffff0600010000011700',
    value: { version: 1, revision: 23 },
    source: SOURCES.LINUX,
  },
  {
    message: 'ReadManagementSupportedCommands',
    kind: 'command',
    index: null,
    hex: '0200ffff0000',
    value: {},
    source: SOURCES.BTMGMT,
  },
  {
    message: 'ReadManagementSupportedCommands',
    kind: 'reply',
    index: null,
    hex:
      '0100ffff0f0102000058002c0003000400050006000700080009000a000b000c000d000e000f00100011001200130014' +
      '00150016001700180019001a001b001c001d001e001f0020002100220023002400250026002700280029002a002b002c' +
      '002d002e002f0030003100320033003400350036003700380039003a003b003c003d003e003f00400041004200430044' +
      '00450046004700480049004a004b004c004d004e004f0050005100520053005400550056005700580059005a00030004' +
      '00050006000700080009000a000b000c000d000e000f0010001100120013001400150016001700180019001a001b001c' +
      '001d001e001f00200021002200230024002500260027002a002b002c002d002e002f003000',
    value: { commands: numbers(0x0003, 0x005a), events: [...numbers(0x0003, 0x0027), ...numbers(0x002a, 0x0030)] },
    source: SOURCES.LINUX,
  },
  {
    message: 'ReadControllerIndexList',
    kind: 'command',
    index: null,
    hex: '0300ffff0000',
    value: {},
    source: SOURCES.BTMGMT,
  },
  {
    message: 'ReadControllerIndexList',
    kind: 'reply',
    index: null,
    hex: '0100ffff0900030000020001000000',
    value: { controllerIndexes: [1, 0] },
    source: SOURCES.LINUX,
  },
  {
    message: 'ReadUnconfiguredControllerIndexList',
    kind: 'command',
    index: null,
    hex: '3600ffff0000',
    value: {},
    source: SOURCES.BTMGMT,
  },
  {
    message: 'ReadUnconfiguredControllerIndexList',
    kind: 'reply',
    index: null,
    hex: '0100ffff070036000001000200',
    value: { controllerIndexes: [2] },
    source: SOURCES.LINUX,
  },
  {
    message: 'ReadExtendedControllerIndexList',
    kind: 'command',
    index: null,
    hex: '3c00ffff0000',
    value: {},
    source: SOURCES.BTMGMT,
  },
  {
    message: 'ReadExtendedControllerIndexList',
    kind: 'reply',
    index: null,
    hex: '0100ffff0d003c000002000100000000000000',
    value: {
      controllers: [
        { controllerIndex: 1, controllerType: 'Primary', controllerBus: 'Virtual' },
        { controllerIndex: 0, controllerType: 'Primary', controllerBus: 'Virtual' },
      ],
    },
    source: SOURCES.LINUX,
  },
  {
    message: 'CommandComplete',
    kind: 'event',
    index: 0,
    hex: '01000000040024000007',
    value: { commandOpcode: 36, status: 'Success', returnParameters: toBytes('07') },
    source: SOURCES.LINUX,
  },
  {
    message: 'CommandStatus',
    kind: 'event',
    index: 0,
    hex: '02000000030038000c',
    value: { commandOpcode: 56, status: 'NotSupported' },
    source: SOURCES.LINUX,
  },
  { message: 'IndexAdded', kind: 'event', index: 2, hex: '040002000000', value: {}, source: SOURCES.LINUX },
  { message: 'IndexRemoved', kind: 'event', index: 2, hex: '050002000000', value: {}, source: SOURCES.LINUX },
  { message: 'UnconfiguredIndexAdded', kind: 'event', index: 2, hex: '1d0002000000', value: {}, source: SOURCES.LINUX },
  {
    message: 'UnconfiguredIndexRemoved',
    kind: 'event',
    index: 2,
    hex: '1e0002000000',
    value: {},
    source: SOURCES.LINUX,
  },
  {
    message: 'ExtendedIndexAdded',
    kind: 'event',
    index: 2,
    hex: '2000020002000100',
    value: { controllerType: 'Unconfigured', controllerBus: 'Virtual' },
    source: SOURCES.LINUX,
  },
  {
    message: 'ExtendedIndexRemoved',
    kind: 'event',
    index: 2,
    hex: '2100020002000100',
    value: { controllerType: 'Unconfigured', controllerBus: 'Virtual' },
    source: SOURCES.LINUX,
  },
];
