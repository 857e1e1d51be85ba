import { rest } from '../bytes.js';
import { anyEvent, event, globalCommand } from '../define.js';
import { controllerBus, controllerType } from '../enums/controller.js';
import { status } from '../enums/status.js';
import { lengthOf, list, listToEnd } from '../lists.js';
import { u16, u8 } from '../numbers.js';
import { struct } from '../struct.js';

/** What the kernel offers, and which controllers there are. */
export const systemCommands = () =>
  ({
  ReadManagementVersionInformation: globalCommand(0x0001, [], [['version', u8], ['revision', u16]]),
  ReadManagementSupportedCommands: globalCommand(
    0x0002,
    [],
    [
      ['numOfCommands', lengthOf('commands', u16)],
      ['numOfEvents', lengthOf('events', u16)],
      ['commands', listToEnd(u16)],
      ['events', listToEnd(u16)],
    ],
  ),
  ReadControllerIndexList: globalCommand(0x0003, [], [['controllerIndexes', list(u16, u16)]]),
  ReadUnconfiguredControllerIndexList: globalCommand(0x0036, [], [['controllerIndexes', list(u16, u16)]]),
  ReadExtendedControllerIndexList: globalCommand(
    0x003c,
    [],
    [
      [
        'controllers',
        list(u16, struct([['controllerIndex', u16], ['controllerType', controllerType], ['controllerBus', controllerBus]])),
      ],
    ],
  ),
}) as const;

/** Each command is answered by one. */
export const commandComplete = anyEvent(0x0001, [
  ['commandOpcode', u16],
  ['status', status],
  ['returnParameters', rest],
]);

export const systemEvents = () =>
  ({
  CommandComplete: commandComplete,
  CommandStatus: anyEvent(0x0002, [['commandOpcode', u16], ['status', status]]),
  IndexAdded: event(0x0004, []),
  IndexRemoved: event(0x0005, []),
  UnconfiguredIndexAdded: event(0x001d, []),
  UnconfiguredIndexRemoved: event(0x001e, []),
  ExtendedIndexAdded: event(0x0020, [['controllerType', controllerType], ['controllerBus', controllerBus]]),
  ExtendedIndexRemoved: event(0x0021, [['controllerType', controllerType], ['controllerBus', controllerBus]]),
}) as const;
