import { EVENT_CODES } from '../protocol/codes.generated.js';
import type { AnyEventName, CommandNamed, PartialEvent } from './partial.js';
import { Reader } from '../protocol/cursor.js';
import { decodeCommand, decodeEvent, decodeReply } from '../protocol/decode.js';
import { commandNamed } from '../protocol/command-named.js';
import { encodeCommand, encodeEvent, encodeReply } from '../protocol/encode.js';
import { CodecError, isObject } from '../protocol/errors.js';
import type { Fields } from '../protocol/fields.js';
import { HEADER_SIZE, frameOf } from '../protocol/header.js';
import { checkNames } from '../protocol/options.js';
import type { Struct } from '../protocol/struct.js';
import type {
  CommandIndex,
  CommandName,
  EventName,
  MgmtEvent,
  MgmtEventInput,
  Params,
  Reply,
  ReplyInput,
} from '../protocol/tables.js';
import { eventCodecs } from '../protocol/tables.js';

type Values = Readonly<Record<string, unknown>>;

/** Instead of zero, which would be no device's. */
const USUAL: Values = { address: '00:AA:01:01:00:01', addressType: 'LEPublic', rssi: -60 };
const USUAL_TYPES = ['LEPublic', 'LERandom'];

/** Instead of Success, which is no failure. */
const FAILURES: Readonly<Record<string, Values>> = {
  AuthenticationFailed: { status: 'AuthenticationFailed' },
  ConnectFailed: { status: 'ConnectFailed' },
};

/** A code that no event has, and one whose fields an empty frame lacks. */
const CODES = { Unknown: 0xffff, Malformed: EVENT_CODES.DeviceFound };

/** A value for every field. Zeros decode to what is right for each of them, so there is no second list of fields to keep. */
function defaultsOf(fields: Struct<Fields>): Values {
  const zeros = fields.read(new Reader(new Uint8Array(fields.size))) as Values;
  return Object.fromEntries(
    Object.entries(zeros).map(([name, zero]) => {
      if (name === 'addressType' && Array.isArray(zero)) return [name, USUAL_TYPES];
      return [name, USUAL[name] ?? zero];
    }),
  );
}

const isEventName = (name: string): name is EventName => Object.hasOwn(EVENT_CODES, name);

function eventFrame(partial: PartialEvent): Uint8Array {
  // encodeEvent says what is wrong.
  if (!isObject(partial)) return encodeEvent(partial);
  if (partial.event === 'Unknown' || partial.event === 'Malformed') {
    checkNames(partial, ['event', 'code', 'index', 'bytes', 'reason']);
    const { code = CODES[partial.event], index = 0, bytes } = partial;
    return bytes?.slice() ?? frameOf(code, index, new Uint8Array(0));
  }
  const defaults = isEventName(partial.event) ? defaultsOf(eventCodecs()[partial.event].params) : {};
  // Whatever is wrong with it, a name that is none included, encodeEvent says.
  return encodeEvent({ index: 0, ...defaults, ...FAILURES[partial.event], ...partial } as MgmtEventInput);
}

/** The frame of an event with some of its fields given, and the event as it arrives. Throws a `CodecError`. */
export function completeEvent<N extends AnyEventName>(
  partial: PartialEvent<N>,
): { readonly frame: Uint8Array; readonly event: MgmtEvent<N> } {
  const frame = eventFrame(partial);
  const event = decodeEvent(frame);
  if (event.event !== partial.event) {
    throw new CodecError('InvalidValue', `this frame arrives as ${event.event}`, { message: partial.event });
  }
  return { frame, event: event as MgmtEvent<N> };
}

/**
 * A whole event of which only its name must be given, as it arrives: through the codec, bytes and back. For the values that a
 * test expects.
 *
 * ```ts
 * eventWith({ event: 'DeviceFound', rssi: -40 }).address; // '00:AA:01:01:00:01'
 * ```
 *
 * @throws CodecError for a value that does not fit
 */
export function eventWith<N extends AnyEventName>(partial: PartialEvent<N>): MgmtEvent<N> {
  return completeEvent(partial).event;
}

/** What a command returns, with the parameters of the command that are return parameters, too, in place of defaults. */
export function completeReply<N extends CommandName>(name: N, partial: object, params: object = {}): ReplyInput<N> {
  const { reply } = commandNamed(name);
  if (!isObject(partial)) return partial;
  const echoed = Object.entries(params).filter(([field]) => reply.names.includes(field));
  return { ...defaultsOf(reply), ...Object.fromEntries(echoed), ...partial } as ReplyInput<N>;
}

/**
 * What a command returns, with some of its fields given, as it arrives. For the values that a test expects.
 *
 * @throws CodecError for a value that does not fit
 */
export function replyWith<N extends CommandName>(name: N, partial: Partial<ReplyInput<N>> = {}): Reply<N> {
  const frame = encodeReply(name, defaultIndex(name), completeReply(name, partial));
  // Behind the header stand the opcode and the status (mgmt-protocol, Command Complete).
  return decodeReply(name, frame.subarray(HEADER_SIZE + 3));
}

/** A command with some of its parameters given, as the kernel would see it. Throws a `CodecError`. */
export function commandWith<N extends CommandName>(name: N, index: number | null, partial: object): CommandNamed<N> {
  const defaults = defaultsOf(commandNamed(name).params);
  // What is no object is for the codec to refuse.
  const params = (isObject(partial) ? { ...defaults, ...partial } : partial) as Params<N>;
  // A test may expect a command with an index that it does not go with: the kernel refuses it then.
  return decodeCommand(encodeCommand(name, index as CommandIndex<N>, params)) as CommandNamed<N>;
}

/** The controller 0, or none for commands about none. */
export function defaultIndex(name: CommandName): number | null {
  return commandNamed(name).index === 'none' ? null : 0;
}
