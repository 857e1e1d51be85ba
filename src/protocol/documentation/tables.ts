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

// Describing the fields of all messages would take longer than to load the rest of the codec.

function describeCommands(): CommandTable {
  const words: Readonly<Record<CommandName, CommandWords>> = {
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
  };
  const described = (Object.keys(commandCodecs) as CommandName[]).map((name): CommandDescription => {
    const codec = commandCodecs[name];
    const { since, doc, params: ofParams = {}, reply: ofReply = {} } = words[name];
    const title = titleOf(name);
    const source = `mgmt-protocol, ${title} Command`;
    const paramFields = whenAsked(() => describeFields(codec.params.fields, ofParams, source));
    const replyFields = whenAsked(() => describeFields(codec.reply.fields, ofReply, source));
    return {
      name,
      title,
      opcode: codec.opcode,
      index: codec.index,
      since,
      doc,
      ...sharingOf(name),
      source,
      get params() {
        return paramFields();
      },
      get reply() {
        return replyFields();
      },
    };
  });
  // The keys are the names: the compiler can't follow that.
  return Object.fromEntries(described.map((each) => [each.name, each])) as CommandTable;
}

function describeEvents(): EventTable {
  const words: Readonly<Record<EventName, EventWords>> = {
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
  };
  const described = (Object.keys(eventCodecs) as EventName[]).map((name): EventDescription => {
    const codec = eventCodecs[name];
    const { since, doc, fields: ofFields = {} } = words[name];
    const title = titleOf(name);
    const source = `mgmt-protocol, ${title} Event`;
    const fields = whenAsked(() => describeFields(codec.params.fields, ofFields, source));
    return {
      name,
      title,
      code: codec.code,
      index: codec.index,
      since,
      doc,
      source,
      get fields() {
        return fields();
      },
    };
  });
  // As above.
  return Object.fromEntries(described.map((each) => [each.name, each])) as EventTable;
}

/** All commands: opcode, index, parameters and return parameters, with what they mean. For tools; sending needs none of it. */
export const commands: CommandTable = /* @__PURE__ */ describeCommands();
/** All events: code, index, fields, with what they mean. For tools; receiving needs none of it. */
export const events: EventTable = /* @__PURE__ */ describeEvents();
