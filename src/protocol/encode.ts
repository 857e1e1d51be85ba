import { Writer } from './cursor.js';
import { CodecError, isObject, show } from './errors.js';
import type { Fields } from './fields.js';
import { HEADER_SIZE, indexOnWire, writeHeader } from './header.js';
import type { Struct } from './struct.js';
import type { Args, CommandName, MgmtEventInput, Params, ReplyInput } from './tables.js';
import { commands, events, isCommandName } from './tables.js';
import type { Status } from './enums/status.js';

/** The declaration of a command. Throws a `CodecError` for a name that is none, which only untyped callers can pass. */
export function commandNamed<N extends CommandName>(name: N): (typeof commands)[N] {
  if (!isCommandName(name)) {
    throw new CodecError('InvalidValue', `there is no command ${show(name)}`, { path: 'name', value: name });
  }
  return commands[name];
}

interface Message {
  readonly name: string;
  readonly code: number;
  readonly index: number | null;
  /** Properties of the value that are no fields. */
  readonly besides: readonly string[];
}

/** What variable parts may take before the writer has to grow, in bytes. */
const ROOM = 64;
const TRAILING = ['trailing'];
const EVENT_HEAD = ['event', 'index', 'trailing'];

/** A whole frame. Errors name the message. */
function encode({ name, code, index, besides }: Message, fields: Struct<Fields>, value: object): Uint8Array {
  try {
    const writer = new Writer(HEADER_SIZE + fields.size + (fields.variable ? ROOM : 0));
    writer.reserve(HEADER_SIZE);
    const wireIndex = indexOnWire(index);
    const { trailing } = value as { readonly trailing?: Uint8Array };
    fields.writeFrom(writer, value, besides);
    if (trailing !== undefined) writer.put(trailing);
    const frame = writer.done();
    writeHeader(frame, code, wireIndex);
    return frame;
  } catch (error) {
    throw error instanceof CodecError ? error.inMessage(name) : error;
  }
}

/**
 * A command as a frame.
 *
 * @param index 0 to 65534, or `NON_CONTROLLER` or `null` for commands without a controller
 * @throws CodecError that names the field, the value and the limit
 */
export function encodeCommand<N extends CommandName>(name: N, index: number | null, params: Params<N>): Uint8Array {
  const { opcode, params: fields } = commandNamed(name);
  if (!isObject(params)) {
    throw new CodecError('InvalidValue', `${show(params)} is not an object with ${list(fields.names)}`, {
      message: name,
      path: 'params',
    });
  }
  return encode({ name, code: opcode, index, besides: TRAILING }, fields, params);
}

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

/** An event as a frame: what a kernel sends. Throws a `CodecError`. */
export function encodeEvent(event: MgmtEventInput): Uint8Array {
  if (event.event === 'Unknown' || event.event === 'Malformed') return event.bytes.slice();
  const { event: name, index } = event;
  if (!Object.hasOwn(events, name)) {
    throw new CodecError('InvalidValue', `there is no event ${show(name)}`, { path: 'event', value: name });
  }
  const { code, params } = events[name];
  return encode({ name, code, index, besides: EVENT_HEAD }, params, event);
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
  const { trailing } = reply;
  try {
    fields.writeFrom(writer, reply, TRAILING);
  } catch (error) {
    throw error instanceof CodecError ? error.inMessage(`the reply to ${name}`) : error;
  }
  if (trailing !== undefined) writer.put(trailing);
  return encodeEvent({
    event: 'CommandComplete',
    index: indexOnWire(index),
    commandOpcode: opcode,
    status,
    returnParameters: writer.done(),
  });
}
