import type { BytesSource } from './bytes.js';
import { toBytes } from './bytes.js';
import { COMMAND_COMPLETE, readCommandComplete } from './command-complete.js';
import { commandNamed } from './command-named.js';
import { Reader } from './cursor.js';
import { DEVICE_FOUND, readDeviceFound } from './device-found.js';
import { CodecError, within } from './errors.js';
import type { Event } from './define.js';
import type { Fields } from './fields.js';
import type { Header } from './header.js';
import { HEADER_SIZE, headerIn } from './header.js';
import type { Struct } from './struct.js';
import type { CommandName, DecodedParams, EventName, MgmtEvent, Reply } from './tables.js';
import { commandNames, commandCodecs, eventNames, eventCodecs } from './tables.js';
import { whenAsked } from './when-asked.js';

/** A command as it goes to the kernel. */
export type DecodedCommand = {
  readonly [N in CommandName]: {
    readonly command: N;
    /** The controller, 0 to 65534; `null` for none. A program may send a command about either, whatever its kind is. */
    readonly index: number | null;
    readonly params: DecodedParams<N>;
    /** Bytes behind the known parameters. */
    readonly trailing?: Uint8Array;
  };
}[CommandName];

/** A command whose opcode has no declaration. `bytes` is the whole frame. */
export interface UnknownCommand {
  readonly command: 'Unknown';
  readonly opcode: number;
  readonly index: number | null;
  readonly bytes: Uint8Array;
}

/** A command that is too short for its parameters. `bytes` is the whole frame; `opcode` is 0 if there is no header. */
export interface MalformedCommand {
  readonly command: 'Malformed';
  readonly opcode: number;
  readonly index: number | null;
  readonly bytes: Uint8Array;
  readonly reason: string;
}

/** Of a frame that is too short to have one. */
const NO_HEADER: Header = { code: 0, index: null, length: NaN };

const headerOf = (frame: Uint8Array): Header => (frame.length < HEADER_SIZE ? NO_HEADER : headerIn(frame));

/** A frame in whatever form it comes. Throws a `CodecError` for what is no bytes. */
function frameFrom(source: BytesSource): Uint8Array {
  try {
    return toBytes(source);
  } catch (error) {
    throw within('frame', error);
  }
}

/** Why the length of a frame is wrong. */
function lengthFault(frame: Uint8Array, { length }: Header): string {
  if (frame.length < HEADER_SIZE) return `the frame has ${frame.length} bytes, its header alone needs ${HEADER_SIZE}`;
  return `the header says ${length} bytes of parameters, the frame has ${frame.length - HEADER_SIZE}`;
}

/** Adds the fields to `out`, and what stands behind them as `trailing`. Returns what is wrong with them, if anything is. */
function readFields(fields: Struct<Fields>, reader: Reader, out: Record<string, unknown>): string | undefined {
  try {
    fields.readInto(reader, out);
  } catch (error) {
    if (error instanceof CodecError) return error.message;
    throw error;
  }
  if (reader.left > 0) out['trailing'] = reader.bytes.subarray(reader.offset, reader.end);
  return undefined;
}

/** Name and fields in one look-up: there is one for every frame that arrives. */
const eventsByCode = whenAsked(
  (): ReadonlyMap<number, { readonly event: EventName; readonly codec: Event<Fields> }> =>
    new Map([...eventNames].map(([code, event]) => [code, { event, codec: eventCodecs()[event] }])),
);

/** The two events that matter for speed, if nothing is unusual about them. */
function readFrequent(frame: Uint8Array, { code, index }: Header): MgmtEvent | undefined {
  // Linux sends it about controllers only, and the declaration covers all else.
  if (code === DEVICE_FOUND && index !== null) return readDeviceFound(frame, index);
  return code === COMMAND_COMPLETE ? readCommandComplete(frame, index) : undefined;
}

/**
 * An event from a frame. Never throws for bytes, whatever they hold: a code without a declaration gives an event `Unknown`, a
 * frame that is too short for its fields `Malformed`. Long byte arrays in the event share the frame's memory; short ones are copies.
 *
 * @throws CodecError if `source` is no bytes
 */
export function decodeEvent(source: BytesSource): MgmtEvent {
  const frame = frameFrom(source);
  const header = headerOf(frame);
  const { code, index } = header;
  if (header.length !== frame.length - HEADER_SIZE) {
    return { event: 'Malformed', code, index, bytes: frame, reason: lengthFault(frame, header) };
  }
  const frequent = readFrequent(frame, header);
  if (frequent !== undefined) return frequent;
  const known = eventsByCode().get(code);
  if (known === undefined) return { event: 'Unknown', code, index, bytes: frame };
  const out: Record<string, unknown> = { event: known.event, index };
  const reason = readFields(known.codec.params, new Reader(frame, HEADER_SIZE), out);
  return reason === undefined
    ? (out as unknown as MgmtEvent)
    : { event: 'Malformed', code, index, bytes: frame, reason };
}

/** A command from a frame, as a kernel would see it. Never throws for bytes, see {@link decodeEvent}. */
export function decodeCommand(source: BytesSource): DecodedCommand | UnknownCommand | MalformedCommand {
  const frame = frameFrom(source);
  const header = headerOf(frame);
  const { code: opcode, index } = header;
  if (header.length !== frame.length - HEADER_SIZE) {
    return { command: 'Malformed', opcode, index, bytes: frame, reason: lengthFault(frame, header) };
  }
  const command = commandNames.get(opcode);
  if (command === undefined) return { command: 'Unknown', opcode, index, bytes: frame };
  const params: Record<string, unknown> = {};
  const reason = readFields(commandCodecs()[command].params, new Reader(frame, HEADER_SIZE), params);
  if (reason !== undefined) return { command: 'Malformed', opcode, index, bytes: frame, reason };
  const { trailing, ...named } = params;
  return { command, index, params: named, ...(trailing === undefined ? {} : { trailing }) } as DecodedCommand;
}

/**
 * The return parameters of a command, from those of its Command Complete.
 *
 * @throws CodecError if they are too short or no bytes, or there is no such command
 */
export function decodeReply<N extends CommandName>(command: N, returnParameters: BytesSource): Reply<N> {
  const { reply } = commandNamed(command);
  const out: Record<string, unknown> = {};
  const reason = readFields(reply, new Reader(frameFrom(returnParameters)), out);
  if (reason !== undefined) throw new CodecError('InvalidFrame', reason, { message: `the reply to ${command}` });
  return out as Reply<N>;
}
