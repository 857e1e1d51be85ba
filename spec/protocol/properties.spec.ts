import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import {
  decodeCommand,
  decodeEvent,
  decodeReply,
  encodeCommand,
  encodeEvent,
  encodeReply,
  frameOf,
  toHex,
} from '../../src/index.js';
import { commandCodecs, eventCodecs } from '../../src/protocol/tables.js';
import type { CommandName, EventName, MgmtEvent, Reply } from '../../src/index.js';
import { CodecError } from '../../src/protocol/errors.js';
import { recordsOf } from '../support/arbitrary-values.js';
import { RUNS } from '../support/runs.js';

const commands = commandCodecs();
const events = eventCodecs();

/** Random parameters, often with small counts, so that lists are met whole, too. */
const parameters = fc.oneof(
  fc.uint8Array({ maxLength: 300 }),
  fc.uint8Array({ minLength: 280, maxLength: 300 }),
  fc
    .array(fc.oneof(fc.constant(0), fc.constant(1), fc.integer({ min: 0, max: 255 })), { maxLength: 60 })
    .map((a) => Uint8Array.from(a)),
);
const index = fc.oneof(fc.nat(0xfffe), fc.constant(null));

const commandList = Object.keys(commands) as CommandName[];
const eventList = Object.keys(events) as EventName[];

/** Jest's own comparison takes far longer, and is only needed to show a difference. */
function same(actual: unknown, expected: unknown): void {
  if (!isDeepStrictEqual(actual, expected)) expect(actual).toStrictEqual(expected);
}

function check<T extends [unknown, ...unknown[]]>(property: fc.IProperty<T>): void {
  fc.assert(property, { numRuns: RUNS });
}

/** What is appended, or too short to be anything, is told apart from the fields. */
function withTrailing(decoded: ReturnType<typeof decodeCommand>): object {
  if (decoded.command === 'Unknown' || decoded.command === 'Malformed') return {};
  return decoded.trailing === undefined ? decoded.params : { ...decoded.params, trailing: decoded.trailing };
}

describe(`decode(encode(x)) is x, ${RUNS} times`, () => {
  it.each(commandList)('for the command %s', (name) => {
    check(
      fc.property(recordsOf(commands[name].params.fields), index, (params, controller) => {
        const decoded = decodeCommand(encodeCommand(name, controller, params as never));
        same(decoded, { command: name, index: controller, params });
      }),
    );
  });

  it.each(commandList)('for the reply to %s', (name) => {
    check(
      fc.property(recordsOf(commands[name].reply.fields), index, (reply, controller) => {
        const event = decodeEvent(encodeReply(name, controller, reply as never)) as MgmtEvent<'CommandComplete'>;
        const { opcode } = commands[name];
        same([event.index, event.commandOpcode, event.status], [controller, opcode, 'Success']);
        same(decodeReply(name, event.returnParameters), reply);
      }),
    );
  });

  it.each(eventList)('for the event %s', (name) => {
    check(
      fc.property(recordsOf(events[name].params.fields), index, (fields, controller) => {
        // The kernel's way of saying that it does not know: decoding gives NaN, see unknown-rssi.ts.
        fc.pre(!(name === 'DeviceFound' && fields['rssi'] === 0 && fields['addressType'] === 'BREDR'));
        const event = { event: name, index: controller, ...fields };
        same(decodeEvent(encodeEvent(event as never)), event);
      }),
    );
  });
});

describe(`encode(decode(frame)) is the frame, ${RUNS} times`, () => {
  it.each(commandList)('for the command %s', (name) => {
    const { opcode } = commands[name];
    check(
      fc.property(parameters, index, (bytes, controller) => {
        const frame = frameOf(opcode, controller, bytes);
        const decoded = decodeCommand(frame);
        if (decoded.command === 'Malformed') return;
        same(decoded.command, name);
        same(toHex(encodeCommand(name, controller, withTrailing(decoded) as never)), toHex(frame));
      }),
    );
  });

  it.each(commandList)('for the reply to %s', (name) => {
    check(
      fc.property(parameters, index, (bytes, controller) => {
        const reply = replyOf(name, bytes);
        if (reply === undefined) return;
        const event = decodeEvent(encodeReply(name, controller, reply as never)) as MgmtEvent<'CommandComplete'>;
        same(toHex(event.returnParameters), toHex(bytes));
      }),
    );
  });

  it.each(eventList)('for the event %s', (name) => {
    const { code } = events[name];
    check(
      fc.property(parameters, index, (bytes, controller) => {
        const frame = frameOf(code, controller, bytes);
        const event = decodeEvent(frame);
        if (event.event !== 'Malformed') same(event.event, name);
        same(toHex(encodeEvent(event)), toHex(frame));
      }),
    );
  });
});

/** Undefined if the bytes are too few: nothing else is refused. */
function replyOf<N extends CommandName>(name: N, bytes: Uint8Array): Reply<N> | undefined {
  try {
    return decodeReply(name, bytes);
  } catch (error) {
    expect(error).toBeInstanceOf(CodecError);
    return undefined;
  }
}
