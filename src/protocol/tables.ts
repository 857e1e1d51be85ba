import { advertisingCommands, advertisingEvents } from './domains/advertising.js';
import { configCommands, configEvents } from './domains/config.js';
import { controllerCommands, controllerEvents } from './domains/controller.js';
import { deviceCommands, deviceEvents } from './domains/device.js';
import { discoveryCommands, discoveryEvents } from './domains/discovery.js';
import { keysCommands, keysEvents } from './domains/keys.js';
import { meshCommands, meshEvents } from './domains/mesh.js';
import { monitorCommands, monitorEvents } from './domains/monitor.js';
import { pairingCommands, pairingEvents } from './domains/pairing.js';
import { settingsCommands, settingsEvents } from './domains/settings.js';
import { systemCommands, systemEvents } from './domains/system.js';
import { EVENT_CODES, OPCODES } from './codes.generated.js';
import type { IndexInputOf, Trailing } from './define.js';
import type { CommandTypes, EventTypes } from './messages.generated.js';
import type { UnknownRssi } from './unknown-rssi.js';
import type { Accepted, Decoded } from './wire.js';
import { whenAsked } from './when-asked.js';

// Declarations are made when they are first asked for: no program needs them to be imported.
const commandTable = whenAsked(() => ({
  ...systemCommands(),
  ...settingsCommands(),
  ...controllerCommands(),
  ...discoveryCommands(),
  ...deviceCommands(),
  ...pairingCommands(),
  ...keysCommands(),
  ...advertisingCommands(),
  ...monitorCommands(),
  ...configCommands(),
  ...meshCommands(),
}));
const eventTable = whenAsked(() => ({
  ...systemEvents(),
  ...settingsEvents(),
  ...controllerEvents(),
  ...discoveryEvents(),
  ...deviceEvents(),
  ...pairingEvents(),
  ...keysEvents(),
  ...advertisingEvents(),
  ...monitorEvents(),
  ...configEvents(),
  ...meshEvents(),
}));

/** All commands by name. An interface, so that error texts and hovers stay short. */
export interface CommandCodecs extends Readonly<ReturnType<typeof commandTable>> {}
/** All events by name. */
export interface EventCodecs extends Readonly<ReturnType<typeof eventTable>> {}

/** How all commands stand on the wire: opcode, parameters, return parameters. */
export const commandCodecs: () => CommandCodecs = commandTable;
/** How all events stand on the wire: code, parameters. */
export const eventCodecs: () => EventCodecs = eventTable;

/** The heading of a command in the protocol document, without spaces, slashes and the word Command. */
export type CommandName = keyof CommandTypes;
/** The heading of an event in the protocol document, without spaces and the word Event. */
export type EventName = keyof EventTypes;

/** Whether a command is about one controller, none, or either. */
export type CommandKind<N extends CommandName> = CommandTypes[N]['index'];
/** Whether an event is about one controller, none, or either. */
export type EventKind<N extends EventName> = EventTypes[N]['index'];

/** What a command may be about: the index of a controller, `null` (or 65535) for none, or either of them. */
export type CommandIndex<N extends CommandName> = IndexInputOf[CommandKind<N>];
/** The parameters of a command in wire order. */
export type Args<N extends CommandName> = CommandTypes[N]['args'];
/** The parameters of a command by name. */
export type Params<N extends CommandName> = Accepted<CommandTypes[N]['params']>;
/** The parameters of a command as `decodeCommand` gives them. */
export type DecodedParams<N extends CommandName> = Decoded<CommandTypes[N]['params']>;
/** What a command returns. */
export type Reply<N extends CommandName> = Decoded<CommandTypes[N]['reply'] & Trailing>;
/** What a command returns, as `encodeReply` accepts it. */
export type ReplyInput<N extends CommandName> = Accepted<CommandTypes[N]['reply'] & Trailing>;

/** A frame whose code has no declaration: a newer kernel's. `bytes` is the whole frame. */
export interface UnknownEvent {
  readonly event: 'Unknown';
  readonly code: number;
  readonly index: number | null;
  readonly bytes: Uint8Array;
}

/** A frame that is too short for its fields. `bytes` is the whole frame; `code` is 0 if not even the header is there. */
export interface MalformedEvent {
  readonly event: 'Malformed';
  readonly code: number;
  readonly index: number | null;
  readonly bytes: Uint8Array;
  /** What is wrong with it. */
  readonly reason: string;
}

/** What events have besides their fields. */
interface Extras {
  readonly DeviceFound: UnknownRssi;
}
/** What an event has besides its fields. */
export type ExtraOf<N> = N extends keyof Extras ? Extras[N] : unknown;

/** What each event brings. */
type EventFields<N extends EventName> = EventTypes[N]['fields'] & ExtraOf<N> & Trailing;

type EventMap = { readonly [N in EventName]: Decoded<EventFields<N>> } & {
  readonly Unknown: UnknownEvent;
  readonly Malformed: MalformedEvent;
};
type EventInputMap = { readonly [N in EventName]: Accepted<EventFields<N>> } & {
  readonly Unknown: UnknownEvent;
  readonly Malformed: MalformedEvent;
};

/** One event, discriminated by `event`; with a name, the events of that name. */
export type MgmtEvent<N extends keyof EventMap = keyof EventMap> = EventMap[N];
/** An event as `encodeEvent` accepts it. */
export type MgmtEventInput<N extends keyof EventInputMap = keyof EventInputMap> = EventInputMap[N];

/** What an event may be about, see {@link CommandIndex}. */
export type EventIndex<N extends keyof EventInputMap> = EventInputMap[N]['index'];

/** The answers to commands. */
export type ReplyEvent = MgmtEvent<'CommandComplete' | 'CommandStatus'>;
/** The names of all events that are not answers to a command. */
export type MgmtNotificationName = Exclude<keyof EventMap, ReplyEvent['event']>;
/** An event that is not the answer to a command. */
export type MgmtNotification<N extends MgmtNotificationName = MgmtNotificationName> = EventMap[N];

/** The names of all commands by opcode. */
export const commandNames: ReadonlyMap<number, CommandName> = byCode(OPCODES);
/** The names of all events by code. */
export const eventNames: ReadonlyMap<number, EventName> = byCode(EVENT_CODES);

export function isCommandName(name: string): name is CommandName {
  return Object.hasOwn(OPCODES, name);
}

function byCode<N extends string>(codes: Readonly<Record<N, number>>): ReadonlyMap<number, N> {
  return new Map(Object.entries(codes).map(([name, code]) => [code as number, name as N]));
}
