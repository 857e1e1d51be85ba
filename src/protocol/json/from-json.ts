import { EVENT_CODES } from '../codes.generated.js';
import { toBytes } from '../bytes.js';
import type { BytesInput } from '../bytes.js';
import { commandNamed } from '../command-named.js';
import type { DecodedCommand, MalformedCommand, UnknownCommand } from '../decode.js';
import { decodeCommand, decodeEvent, decodeReply } from '../decode.js';
import { encodeCommand, encodeEvent, encodeReply } from '../encode.js';
import { CodecError, inSecretMessage, invalid, isObject, within } from '../errors.js';
import type { Fields } from '../fields.js';
import { HEADER_SIZE } from '../header.js';
import { noMessage } from '../misspelt.js';
import { OptionError } from '../option-error.js';
import { checkOptions } from '../options.js';
import type { Struct } from '../struct.js';
import type { CommandName, DecodedParams, EventName, MgmtEvent, MgmtEventInput, Reply } from '../tables.js';
import { commandNames, eventCodecs, isCommandName } from '../tables.js';
import { didYouMean } from '../suggestion.js';

/** Where the return parameters stand in a Command Complete: behind the opcode and the status. */
const REPLY_AT = HEADER_SIZE + 3;

/** What JSON does not say by itself: which command parameters, or return parameters, are of. */
export interface FromJsonOptions {
  readonly paramsOf?: CommandName;
  readonly replyTo?: CommandName;
}

/** Fields of any names: what they are is known when the message is. */
interface Named {
  readonly [field: string]: unknown;
}

/** A command as `decodeCommand` gives it. */
export type AnyCommand = DecodedCommand | UnknownCommand | MalformedCommand;
type CommandOf<N extends AnyCommand['command']> = Extract<AnyCommand, { readonly command: N }>;

/** The fields as encoding takes them. Nothing is checked: encoding does that. */
function acceptable(fields: Struct<Fields>, json: unknown): Readonly<Record<string, unknown>> {
  if (!isObject(json)) throw invalid(json, 'an object');
  const { trailing, ...values } = fields.fromJson(json) as Readonly<Record<string, unknown>>;
  return trailing === undefined ? values : { ...values, trailing: bytesFrom('trailing', trailing) };
}

function bytesFrom(path: string, json: unknown): Uint8Array {
  try {
    return toBytes(json as BytesInput);
  } catch (error) {
    throw within(path, error);
  }
}

/** A message without known fields: its frame says it all. */
const isFrame = (name: unknown): boolean => name === 'Unknown' || name === 'Malformed';

function eventFrom(json: object & { readonly event: unknown }): MgmtEvent {
  const { event } = json;
  if (isFrame(event)) return decodeEvent(bytesFrom('bytes', (json as { readonly bytes?: unknown }).bytes));
  if (typeof event !== 'string' || !Object.hasOwn(EVENT_CODES, event)) {
    throw noMessage('event', event, Object.keys(EVENT_CODES));
  }
  const { params } = eventCodecs()[event as EventName];
  return decodeEvent(encodeEvent(inside(event, () => acceptable(params, json)) as unknown as MgmtEventInput));
}

/** The frame of a command with these parameters, decoded: so whatever is wrong with them is found. */
function commandOf(name: CommandName, index: number | null, params: unknown): DecodedCommand {
  const { params: fields } = commandNamed(name);
  const values = inside(name, () => acceptable(fields, params));
  return decodeCommand(encodeCommand(name, index, values as never)) as DecodedCommand;
}

function commandFrom(json: object & { readonly command: unknown }): AnyCommand {
  const { command, bytes, index = null, params, trailing } = json as Readonly<Record<string, unknown>>;
  if (isFrame(command)) return decodeCommand(bytesFrom('bytes', bytes));
  const all = trailing === undefined ? params : { ...(params as object), trailing };
  return commandOf(command as CommandName, index as number | null, all);
}

/** The same as `decodeCommand` has it, but for what stands behind the known ones, which is kept among them. */
function paramsFrom(name: CommandName, json: unknown): object {
  const { params, trailing } = commandOf(name, null, json);
  return trailing === undefined ? params : { ...params, trailing };
}

function replyFrom(name: CommandName, json: unknown): object {
  const { reply } = commandNamed(name);
  const values = inside(`the reply to ${name}`, () => acceptable(reply, json));
  return decodeReply(name, encodeReply(name, null, values as never).subarray(REPLY_AT));
}

function checkCommandName(option: string, name: CommandName): void {
  if (isCommandName(name)) return;
  throw new OptionError(option, name, `the name of a command${didYouMean(name, commandNames.values())}`);
}

function inside<R>(message: string, action: () => R): R {
  try {
    return action();
  } catch (error) {
    throw inSecretMessage(message, error);
  }
}

/**
 * What {@link toJson} has made JSON of, as it was: an event by its `event`, a command by its `command`. Parameters and return
 * parameters do not say what they are of: `{ paramsOf: 'LoadLongTermKeys' }`, `{ replyTo: 'ReadControllerInformation' }`.
 *
 * Everything is checked as encoding checks it, so JSON from elsewhere may come, too, in any form that encoding takes.
 *
 * ```ts
 * const event = fromJson(toJson(decodeEvent('0a00000000000000')));
 * ```
 *
 * @throws CodecError that names the message, the field and the value; OptionError for an option that makes no sense
 */
export function fromJson<N extends CommandName>(json: unknown, of: { readonly paramsOf: N }): DecodedParams<N>;
export function fromJson<N extends CommandName>(json: unknown, of: { readonly replyTo: N }): Reply<N>;
export function fromJson<N extends MgmtEvent['event']>(json: Named & { readonly event: N }): MgmtEvent<N>;
export function fromJson<N extends AnyCommand['command']>(json: Named & { readonly command: N }): CommandOf<N>;
export function fromJson(json: unknown): MgmtEvent | AnyCommand;
export function fromJson(json: unknown, of: FromJsonOptions = {}): unknown {
  checkOptions(of, { paramsOf: checkCommandName, replyTo: checkCommandName });
  if (of.paramsOf !== undefined && of.replyTo !== undefined) {
    throw new OptionError('replyTo', of.replyTo, 'of use beside paramsOf: say one of them');
  }
  if (of.paramsOf !== undefined) return paramsFrom(of.paramsOf, json);
  if (of.replyTo !== undefined) return replyFrom(of.replyTo, json);
  if (isObject(json) && 'event' in json) return eventFrom(json);
  if (isObject(json) && 'command' in json) return commandFrom(json);
  const reason =
    'This does not say what it is: it has neither event nor command. For parameters and return parameters say ' +
    "{ paramsOf: 'SetPowered' } or { replyTo: 'SetPowered' }";
  throw new CodecError('InvalidValue', reason);
}
