import { ControllerBus } from '../../protocol/enums/controller.js';
import type { CommandName, EventName } from '../../protocol/tables.js';
import { commandNames, eventNames } from '../../protocol/tables.js';
import { groupOf } from '../sockets/audience.js';
import { opcodeLimit } from './opcode-limit.js';
import type { Controller } from '../state/controller.js';
import type { GlobalCommand, RowsOf, Rules } from './handler.js';
import type { Machine } from '../state/machine.js';

/** Version 1 of the protocol; its revision is that of the kernel (MGMT_REVISION in net/bluetooth/mgmt.c). */
const REVISIONS = { '6.1': 22, '6.12': 23, newest: 23 } as const;

/** Those that can be used or configured, the newest in front (hci_register_dev in net/bluetooth/hci_core.c). */
const present = (machine: Machine): Controller[] =>
  [...machine.controllers.values()].reverse().filter(({ flags }) => !flags.has('Configuring'));

const indexes = (machine: Machine, isWanted: (controller: Controller) => boolean): number[] =>
  present(machine)
    .filter(isWanted)
    .map(({ index }) => index);

const isUnconfigured = ({ flags }: Controller): boolean => flags.has('Unconfigured');

/** @param rulesOf what holds for each command, of which Read Management Supported Commands tells */
export const systemRows = (rulesOf: (name: CommandName) => Rules): RowsOf<GlobalCommand> => ({
  ReadManagementVersionInformation: {
    isForUntrusted: true,
    handle: (call, _, machine) => call.complete({ version: 1, revision: REVISIONS[machine.world.version] }),
  },

  ReadManagementSupportedCommands: {
    isForUntrusted: true,
    handle: (call, _, machine) => call.complete(supported(machine, call.socket.trusted, rulesOf)),
  },

  ReadControllerIndexList: {
    isForUntrusted: true,
    handle: (call, _, machine) =>
      call.complete({ controllerIndexes: indexes(machine, (controller) => !isUnconfigured(controller)) }),
  },

  ReadUnconfiguredControllerIndexList: {
    isForUntrusted: true,
    handle: (call, _, machine) => call.complete({ controllerIndexes: indexes(machine, isUnconfigured) }),
  },

  ReadExtendedControllerIndexList: {
    isForUntrusted: true,
    handle: (call, _, machine) => {
      const { groups } = call.socket;
      groups.delete('index');
      groups.delete('unconfiguredIndex');
      groups.add('extendedIndex');
      call.complete({
        controllers: present(machine).map((controller) => ({
          controllerIndex: controller.index,
          controllerType: isUnconfigured(controller) ? 'Unconfigured' : 'Primary',
          controllerBus: ControllerBus[controller.traits.bus],
        })),
      });
    },
  },
});

/** It answers these, too, but does not tell of them. */
const UNTOLD_COMMANDS: ReadonlySet<CommandName> = new Set([
  'ReadManagementVersionInformation',
  'ReadManagementSupportedCommands',
]);
/** Answers, and events that Linux has no list entry for (mgmt_events in net/bluetooth/mgmt.c). */
const UNTOLD_EVENTS: ReadonlySet<EventName> = new Set([
  'CommandComplete',
  'CommandStatus',
  'DefaultSystemConfigurationChanged',
  'DefaultRuntimeConfigurationChanged',
  'MeshDeviceFound',
  'MeshPacketTransmitComplete',
  'ConnectionSubrate',
]);
/** Newer than the list of commands. */
const LOAD_CONNECTION_SUBRATE = 0x005c;

/** What a socket may use, by its privilege. */
function supported(
  machine: Machine,
  trusted: boolean,
  rulesOf: (name: CommandName) => Rules,
): { readonly commands: number[]; readonly events: number[] } {
  const last = Math.min(opcodeLimit(machine.world), LOAD_CONNECTION_SUBRATE - 1);
  const mayUse = [...commandNames].filter(
    ([opcode, name]) =>
      opcode <= last && !UNTOLD_COMMANDS.has(name) && (trusted || rulesOf(name).isForUntrusted === true),
  );
  const mayHear = [...eventNames].filter(
    ([, name]) => !UNTOLD_EVENTS.has(name) && (trusted || !['trusted', 'outOfBandData'].includes(groupOf(name))),
  );
  const ascending = (a: number, b: number): number => a - b;
  return {
    commands: mayUse.map(([opcode]) => opcode).sort(ascending),
    events: mayHear.map(([code]) => code).sort(ascending),
  };
}
