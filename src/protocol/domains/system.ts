import { rest } from '../bytes.js';
import { anyEvent, event, globalCommand } from '../define.js';
import { controllerBus, controllerType } from '../enums/controller.js';
import { status } from '../enums/status.js';
import { lengthOf, list, listToEnd } from '../lists.js';
import { u16, u8 } from '../numbers.js';
import { struct } from '../struct.js';

/** What the kernel offers, and which controllers there are. */
export const systemCommands = {
  /** Read Management Version Information, 0x0001, since 1.0. The version of the protocol, such as 1.23. */
  ReadManagementVersionInformation: globalCommand(0x0001, [], [['version', u8], ['revision', u16]]),

  /** Read Management Supported Commands, 0x0002, since 1.0. Opcodes and event codes that this socket may use. */
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

  /** Read Controller Index List, 0x0003, since 1.0. Controllers that are ready to use. */
  ReadControllerIndexList: globalCommand(0x0003, [], [['controllerIndexes', list(u16, u16)]]),

  /** Read Unconfigured Controller Index List, 0x0036, since 1.7. Controllers that lack an address or firmware settings. */
  ReadUnconfiguredControllerIndexList: globalCommand(0x0036, [], [['controllerIndexes', list(u16, u16)]]),

  /**
   * Read Extended Controller Index List, 0x003C, since 1.9. All controllers with their kind.
   * From then on this socket gets Extended Index Added and Removed instead of the plain and the unconfigured ones.
   */
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
} as const;

export const systemEvents = {
  /** Command Complete, 0x0001. The answer to a command, with its return parameters. */
  CommandComplete: anyEvent(0x0001, [['commandOpcode', u16], ['status', status], ['returnParameters', rest]]),

  /** Command Status, 0x0002. The answer to a command that failed. */
  CommandStatus: anyEvent(0x0002, [['commandOpcode', u16], ['status', status]]),

  /** Index Added, 0x0004. A controller can be used. */
  IndexAdded: event(0x0004, []),

  /** Index Removed, 0x0005. A controller has gone. Its index may be given to another one at once. */
  IndexRemoved: event(0x0005, []),

  /** Unconfigured Index Added, 0x001D, since 1.7. A controller waits for its configuration. */
  UnconfiguredIndexAdded: event(0x001d, []),

  /** Unconfigured Index Removed, 0x001E, since 1.7. It has gone, or was configured and comes back with Index Added. */
  UnconfiguredIndexRemoved: event(0x001e, []),

  /** Extended Index Added, 0x0020, since 1.9. Only after Read Extended Controller Index List. */
  ExtendedIndexAdded: event(0x0020, [['controllerType', controllerType], ['controllerBus', controllerBus]]),

  /** Extended Index Removed, 0x0021, since 1.9. Only after Read Extended Controller Index List. */
  ExtendedIndexRemoved: event(0x0021, [['controllerType', controllerType], ['controllerBus', controllerBus]]),
} as const;
