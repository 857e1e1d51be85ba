import { EVENT_CODES, OPCODES } from '../codes.generated.js';
import type { CommandName, EventName } from '../tables.js';
import { commandCodecs, eventCodecs } from '../tables.js';
import { whenAsked } from '../when-asked.js';
import { advertisingCommandWords, advertisingEventWords } from './advertising.js';
import { configCommandWords, configEventWords } from './config.js';
import { controllerCommandWords, controllerEventWords } from './controller.js';
import { describeFields, titleOf } from './describe.js';
import type { CommandDescription, EventDescription } from './description.js';
import { deviceCommandWords, deviceEventWords } from './device.js';
import { discoveryCommandWords, discoveryEventWords } from './discovery.js';
import { keysCommandWords, keysEventWords } from './keys.js';
import { meshCommandWords, meshEventWords } from './mesh.js';
import { monitorCommandWords, monitorEventWords } from './monitor.js';
import { pairingCommandWords, pairingEventWords } from './pairing.js';
import { settingsCommandWords, settingsEventWords } from './settings.js';
import { systemCommandWords, systemEventWords } from './system.js';
import { sharingOf } from './sharing.js';
import type { CommandWords, EventWords } from './words.js';

/** The descriptions of all commands, by name. */
export type CommandTable = { readonly [N in CommandName]: CommandDescription<N> };
/** The descriptions of all events, by name. */
export type EventTable = { readonly [N in EventName]: EventDescription<N> };

// Describing all messages would take a quarter of the time that loading the codec takes, and few programs ask: each is described when it is asked for.

const commandWords = /* @__PURE__ */ whenAsked((): Readonly<Record<CommandName, CommandWords>> => ({
  ...systemCommandWords(),
  ...settingsCommandWords(),
  ...controllerCommandWords(),
  ...discoveryCommandWords(),
  ...deviceCommandWords(),
  ...pairingCommandWords(),
  ...keysCommandWords(),
  ...advertisingCommandWords(),
  ...monitorCommandWords(),
  ...configCommandWords(),
  ...meshCommandWords(),
}));

const eventWords = /* @__PURE__ */ whenAsked((): Readonly<Record<EventName, EventWords>> => ({
  ...systemEventWords(),
  ...settingsEventWords(),
  ...controllerEventWords(),
  ...discoveryEventWords(),
  ...deviceEventWords(),
  ...pairingEventWords(),
  ...keysEventWords(),
  ...advertisingEventWords(),
  ...monitorEventWords(),
  ...configEventWords(),
  ...meshEventWords(),
}));

function describeCommand(name: CommandName): CommandDescription {
  const codec = commandCodecs()[name];
  const { since, doc, params = {}, reply = {} } = commandWords()[name];
  const title = titleOf(name);
  const source = `mgmt-protocol, ${title} Command`;
  return {
    name,
    title,
    opcode: codec.opcode,
    index: codec.index,
    since,
    doc,
    ...sharingOf(name),
    source,
    params: describeFields(codec.params.fields, params, source),
    reply: describeFields(codec.reply.fields, reply, source),
  };
}

function describeEvent(name: EventName): EventDescription {
  const codec = eventCodecs()[name];
  const { since, doc, fields = {} } = eventWords()[name];
  const title = titleOf(name);
  const source = `mgmt-protocol, ${title} Event`;
  return {
    name,
    title,
    code: codec.code,
    index: codec.index,
    since,
    doc,
    source,
    fields: describeFields(codec.params.fields, fields, source),
  };
}

/** An object with a description under each name, made when it is first read. */
function tableOf<N extends string>(codes: Readonly<Record<N, number>>, describe: (name: N) => object): object {
  const table = {};
  for (const name in codes)
    Object.defineProperty(table, name, { enumerable: true, get: whenAsked(() => describe(name)) });
  return table;
}

/** All commands: opcode, index, parameters and return parameters, with what they mean. For tools; sending needs none of it. */
export const commands = /* @__PURE__ */ tableOf(OPCODES, describeCommand) as CommandTable;
/** All events: code, index, fields, with what they mean. For tools; receiving needs none of it. */
export const events = /* @__PURE__ */ tableOf(EVENT_CODES, describeEvent) as EventTable;
