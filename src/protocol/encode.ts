import { toBytes } from './bytes.js';
import { commandNamed } from './command-named.js';
import { writeCommandComplete } from './command-complete.js';
import { Writer } from './cursor.js';
import { CodecError, inMessage, inSecretMessage, invalid, isObject } from './errors.js';
import type { Event } from './define.js';
import type { Fields } from './fields.js';
import { HEADER_SIZE, MAX_FRAME_SIZE, indexOnWire, plainIndex, writeHeader } from './header.js';
import { noMessage } from './misspelt.js';
import type { Struct } from './struct.js';
import { commandSecrets, eventSecrets, replySecrets } from './secrets.js';
import type { Args, CommandIndex, CommandName, MgmtEventInput, Params, ReplyInput } from './tables.js';
import { eventCodecs } from './tables.js';
import { whenAsked } from './when-asked.js';
import type { Status } from './enums/status.js';

interface Message {
  readonly name: string;
  readonly code: number;
  readonly index: number | null;
  /** Properties of the value that are no fields. */
  readonly besides: readonly string[];
  /** Whether it may hold a secret. */
  readonly secret: boolean;
}

const TRAILING = ['trailing'];
const EVENT_HEAD = ['event', 'index', 'trailing'];

const NOTHING = new Uint8Array();

/** What to put behind the known fields. */
function trailingOf(value: object): Uint8Array {
  const { trailing = NOTHING } = value as { readonly trailing?: unknown };
  if (!(trailing instanceof Uint8Array)) throw invalid(trailing, 'a Uint8Array').within('trailing');
  return trailing;
}

/** A whole frame. Errors name the message. */
function encode({ name, code, index, besides, secret }: Message, fields: Struct<Fields>, value: object): Uint8Array {
  try {
    const trailing = trailingOf(value);
    // Hostile values must not make us allocate more than a frame can hold.
    const room = HEADER_SIZE + fields.sizeOf(value) + trailing.length;
    const writer = new Writer(Math.min(room, MAX_FRAME_SIZE));
    writer.reserve(HEADER_SIZE);
    const wireIndex = indexOnWire(index);
    fields.writeFrom(writer, value, besides);
    writer.put(trailing);
    const frame = writer.done();
    writeHeader(frame, code, wireIndex);
    return frame;
  } catch (error) {
    throw secret ? inSecretMessage(name, error) : inMessage(name, error);
  }
}

/**
 * A command as a frame.
 *
 * @param index the controller, 0 to 65534; `null` or `NON_CONTROLLER` for commands about none
 * @throws CodecError that names the field, the value and the limit
 */
export function encodeCommand<N extends CommandName>(name: N, index: CommandIndex<N>, params: Params<N>): Uint8Array {
  const { opcode, params: fields } = commandNamed(name);
  if (!isObject(params)) throw noObject(params, fields.names).within('params').inMessage(name).withoutValue();
  return encode({ name, code: opcode, index, besides: TRAILING, secret: commandSecrets.has(name) }, fields, params);
}

const noObject = (value: unknown, names: readonly string[]): CodecError =>
  invalid(value, `an object with ${list(names)}`);

/** The parameters of a command by name, from those in wire order. Throws a `CodecError` if there are too many. */
export function namedParams<N extends CommandName>(name: N, args: Args<N>): Params<N> {
  const { names } = commandNamed(name).params;
  if (args.length > names.length) {
    throw new CodecError('InvalidValue', `${args.length} parameters given, there are ${names.length}: ${list(names)}`, {
      message: name,
    });
  }
  return Object.fromEntries(args.map((value: unknown, i) => [names[i], value])) as Params<N>;
}

const list = (names: readonly string[]): string => (names.length > 0 ? names.join(', ') : 'none');

/** Faster than looking into the table, for any number of events. */
const eventsByName = whenAsked(
  (): ReadonlyMap<string, Event<Fields>> =>
    new Map(Object.entries(eventCodecs() as Readonly<Record<string, Event<Fields>>>)),
);

/** An event as a frame: what a kernel sends. Throws a `CodecError`. */
export function encodeEvent(event: MgmtEventInput): Uint8Array {
  if (!isObject(event)) throw noObject(event, EVENT_HEAD).withoutValue();
  if (event.event === 'Unknown' || event.event === 'Malformed') return toBytes(event.bytes).slice();
  const answer = event.event === 'CommandComplete' ? writeCommandComplete(event) : undefined;
  if (answer !== undefined) return answer;
  const { event: name, index } = event;
  const known = eventsByName().get(name);
  if (known === undefined) throw noMessage('event', name, eventsByName().keys());
  const { code, params } = known;
  // Return parameters may hold a secret.
  const secret = eventSecrets.has(event.event) || event.event === 'CommandComplete';
  return encode({ name, code, index, besides: EVENT_HEAD, secret }, params, event);
}

/** The Command Complete that answers a command with its return parameters. Throws a `CodecError`. */
export function encodeReply<N extends CommandName>(
  name: N,
  index: number | null,
  reply: ReplyInput<N>,
  status: Status | number = 'Success',
): Uint8Array {
  const { opcode, reply: fields } = commandNamed(name);
  const writer = new Writer();
  try {
    if (!isObject(reply)) throw noObject(reply, fields.names);
    const trailing = trailingOf(reply);
    fields.writeFrom(writer, reply, TRAILING);
    writer.put(trailing);
  } catch (error) {
    const what = `the reply to ${name}`;
    throw replySecrets.has(name) ? inSecretMessage(what, error) : inMessage(what, error);
  }
  return encodeEvent({
    event: 'CommandComplete',
    index: plainIndex(index),
    commandOpcode: opcode,
    status,
    returnParameters: writer.done(),
  });
}
