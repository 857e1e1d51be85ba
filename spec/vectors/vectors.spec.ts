import {
  CodecError,
  commands,
  decodeCommand,
  decodeEvent,
  decodeReply,
  encodeCommand,
  encodeEvent,
  encodeReply,
  events,
  frameOf,
  HEADER_SIZE,
  readHeader,
  toBytes,
  toHex,
} from '../../src/index.js';
import type { CommandName, EventName, MgmtEventInput } from '../../src/index.js';
import { advertisingVectors } from './advertising.js';
import { configVectors } from './config.js';
import { controllerRadioVectors } from './controller-radio.js';
import { controllerVectors } from './controller.js';
import { deviceConnectionVectors } from './device-connection.js';
import { deviceVectors } from './device.js';
import { discoveryVectors } from './discovery.js';
import { outOfBandVectors } from './keys-out-of-band.js';
import { keysVectors } from './keys.js';
import { meshVectors } from './mesh.js';
import { monitorVectors } from './monitor.js';
import { pairingVectors } from './pairing.js';
import { laterSettingsVectors } from './settings-since-1.4.js';
import { settingsVectors } from './settings.js';
import { systemVectors } from './system.js';
import type { Vector } from './vector.js';

const VECTORS: readonly Vector[] = [
  ...systemVectors,
  ...settingsVectors,
  ...laterSettingsVectors,
  ...controllerVectors,
  ...controllerRadioVectors,
  ...discoveryVectors,
  ...deviceVectors,
  ...deviceConnectionVectors,
  ...pairingVectors,
  ...keysVectors,
  ...outOfBandVectors,
  ...advertisingVectors,
  ...monitorVectors,
  ...configVectors,
  ...meshVectors,
];

/** What decoding gives: the parameters, or 'Malformed'. */
type Decoded = Readonly<Record<string, unknown>> | 'Malformed';

/** Opcode and status stand in front of return parameters. */
const REPLY_HEAD = 3;
const startOf = ({ kind }: Vector): number => (kind === 'reply' ? HEADER_SIZE + REPLY_HEAD : HEADER_SIZE);

function decodeCommandFrame(frame: Uint8Array, { message, index }: Vector): Decoded {
  const decoded = decodeCommand(frame);
  if (decoded.command === 'Malformed') return 'Malformed';
  expect(decoded).toMatchObject({ command: message, index });
  if (!('params' in decoded)) throw new Error(`${message} is unknown`);
  return 'trailing' in decoded ? { ...decoded.params, trailing: decoded.trailing } : decoded.params;
}

function decodeEventFrame(frame: Uint8Array, { message, index }: Vector): Decoded {
  const { event, ...fields } = decodeEvent(frame);
  if (event === 'Malformed') return 'Malformed';
  expect({ event, index: fields.index }).toEqual({ event: message, index });
  return Object.fromEntries(Object.entries(fields).filter(([name]) => name !== 'index'));
}

function decodeReplyFrame(frame: Uint8Array, { message, index }: Vector): Decoded {
  const event = decodeEvent(frame);
  if (event.event === 'Malformed') return 'Malformed';
  if (event.event !== 'CommandComplete') throw new Error(`${event.event} is no reply`);
  const name = message as CommandName;
  expect(event).toMatchObject({ index, commandOpcode: commands[name].opcode, status: 'Success' });
  try {
    return decodeReply(name, event.returnParameters);
  } catch (error) {
    // Command Complete itself is whole: what its parameters lack is found when they are asked for.
    expect(error).toBeInstanceOf(CodecError);
    return 'Malformed';
  }
}

function decode(frame: Uint8Array, vector: Vector): Decoded {
  if (vector.kind === 'command') return decodeCommandFrame(frame, vector);
  return vector.kind === 'event' ? decodeEventFrame(frame, vector) : decodeReplyFrame(frame, vector);
}

function encode({ kind, message, index }: Vector, value: object): string {
  const name = message as CommandName;
  if (kind === 'command') return toHex(encodeCommand(name, index, value as never));
  if (kind === 'reply') return toHex(encodeReply(name, index, value as never));
  return toHex(encodeEvent({ event: message, index, ...value } as MgmtEventInput));
}

/** The first `length` bytes of a frame and some more, with a header that fits. */
function withParameters(frame: Uint8Array, length: number, more: Uint8Array): Uint8Array {
  const { code, index } = readHeader(frame);
  return frameOf(code, index, Uint8Array.of(...frame.subarray(HEADER_SIZE, length), ...more));
}

/** Messages whose last field runs to the end of the frame: every byte more or less is part of it. */
const TO_THE_END: readonly string[] = ['event CommandComplete', 'reply SendHCICommandAndWaitForEvent'];
/** Lists of typed values without a count (type 2, length 1, value): they may end behind each value. */
const LISTS_TO_THE_END: readonly string[] = [
  'reply ReadDefaultSystemConfiguration',
  'command SetDefaultSystemConfiguration',
  'reply ReadDefaultRuntimeConfiguration',
  'command SetDefaultRuntimeConfiguration',
  'event DefaultSystemConfigurationChanged',
  'event DefaultRuntimeConfigurationChanged',
];
/** Where hash and randomizer for P-256, 16 bytes each, may be missing: bytes in front of them. */
const OPTIONAL_TAILS: Readonly<Record<string, number>> = {
  'reply ReadLocalOutOfBandData': 32,
  'command AddRemoteOutOfBandData': 39,
};

const keyOf = ({ kind, message }: Vector): string => `${kind} ${message}`;

/** The ends of the values of a list without a count, counted from the start of the frame. */
function boundaries(frame: Uint8Array, start: number): number[] {
  const out = [start];
  for (let at = start; at < frame.length; out.push(at)) at += 3 + frame[at + 2]!;
  return out;
}

/** The lengths, smaller than its own, at which a frame is whole. */
function wholeAt(frame: Uint8Array, vector: Vector): readonly number[] {
  const key = keyOf(vector);
  const start = startOf(vector);
  const tail = OPTIONAL_TAILS[key];
  if (tail !== undefined) return [start + tail, start + tail + 16].filter((length) => length < frame.length);
  if (LISTS_TO_THE_END.includes(key)) return boundaries(frame, start).slice(0, -1);
  if (!TO_THE_END.includes(key)) return [];
  const first = vector.kind === 'event' ? HEADER_SIZE + REPLY_HEAD : start;
  return Array.from({ length: frame.length - first }, (_, i) => first + i);
}

describe.each(
  VECTORS.map((vector) => [`${vector.kind} ${vector.message}: ${vector.hex.slice(0, 40)}`, vector] as const),
)('%s', (_, vector) => {
  const frame = toBytes(vector.hex);
  const start = startOf(vector);

  it('is read', () => {
    expect(decode(frame, vector)).toEqual(vector.value);
  });

  it('is written', () => {
    expect(encode(vector, vector.value)).toBe(vector.hex);
  });

  it('is malformed when it breaks off', () => {
    for (let length = 0; length < frame.length; length++) {
      expect(decode(frame.subarray(0, length), vector)).toBe('Malformed');
    }
  });

  it('is malformed when it is cut, or whole with less in it', () => {
    const whole = wholeAt(frame, vector);
    for (let length = HEADER_SIZE; length < frame.length; length++) {
      const cut = withParameters(frame, length, new Uint8Array());
      const value = decode(cut, vector);
      if (!whole.includes(length)) expect([length, value]).toEqual([length, 'Malformed']);
      else expect(encode(vector, value as object)).toBe(toHex(cut));
    }
  });

  it('is the same with more behind it', () => {
    for (const more of ['aa', 'aabb', 'aabbcc'].map(toBytes)) {
      const longer = withParameters(frame, frame.length, more);
      const value = decode(longer, vector);
      // Neither another value nor the beginning of one.
      const isPart =
        LISTS_TO_THE_END.includes(keyOf(vector)) || frame.length === start + (OPTIONAL_TAILS[keyOf(vector)] ?? NaN);
      if (isPart) {
        expect(value).toBe('Malformed');
        continue;
      }
      if (!TO_THE_END.includes(keyOf(vector))) expect(value).toEqual({ ...vector.value, trailing: more });
      expect(encode(vector, value as object)).toBe(toHex(longer));
    }
  });
});

describe('there are vectors for', () => {
  const covered = (kind: Vector['kind']) => new Set(VECTORS.filter((v) => v.kind === kind).map((v) => v.message));
  const names = Object.keys(commands) as CommandName[];

  it('all commands', () => {
    expect(names.filter((name) => !covered('command').has(name))).toEqual([]);
    expect(covered('command').size).toBe(92);
  });

  it('all return parameters', () => {
    const returning = names.filter((name) => commands[name].reply.length > 0);
    expect(returning.filter((name) => !covered('reply').has(name))).toEqual([]);
  });

  it('all events', () => {
    expect((Object.keys(events) as EventName[]).filter((name) => !covered('event').has(name))).toEqual([]);
    expect(covered('event').size).toBe(51);
  });

  it('their headers', () => {
    for (const vector of VECTORS) {
      const { code, index, length } = readHeader(toBytes(vector.hex));
      const { kind, message } = vector;
      const expected =
        kind === 'command'
          ? commands[message as CommandName].opcode
          : kind === 'event'
            ? events[message as EventName].code
            : 1;
      expect({ message, code, index, length }).toEqual({
        message,
        code: expected,
        index: vector.index,
        length: vector.hex.length / 2 - HEADER_SIZE,
      });
    }
  });
});
