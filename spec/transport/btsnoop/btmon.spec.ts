import type { Fields } from '../../../src/protocol/fields.js';
import { encodeText } from '../../../src/protocol/text.js';
import type { Struct } from '../../../src/protocol/struct.js';
import type { CommandName, MgmtEventInput } from '../../../src/protocol/index.js';
import {
  decodeCommand,
  decodeEvent,
  decodeReply,
  encodeCommand,
  encodeEvent,
  encodeReply,
  frameOf,
  toHex,
} from '../../../src/protocol/index.js';
import { commandCodecs, eventCodecs } from '../../../src/protocol/tables.js';
import type { ControlRecord } from '../../../src/transport/btsnoop/index.js';
import { BTMON_SNAP_LENGTH, encodeControl, writeRecords } from '../../../src/transport/btsnoop/index.js';
import type { Shown } from './btmon.js';
import { btmon, shownByBtmon } from './btmon.js';
import { DIFFERENCES, WORDING } from './btmon-differences.js';
import type { NumberFor } from './samples.js';
import { Samples, distinct, named } from './samples.js';

const commands = commandCodecs();
const events = eventCodecs();

interface Sample {
  /** Such as `SetPowered`, `SetPowered reply`. */
  readonly label: string;
  readonly name: string;
  readonly kind: 'command' | 'event';
  readonly code: number;
  readonly frame: Uint8Array;
  /** As this library reads the frame. */
  readonly decoded: object;
}

/** Each command, each reply and each event once. */
function samplesWith(numberFor: NumberFor): Sample[] {
  const samples = new Samples(numberFor);
  const of = (codec: unknown): never => samples.of((codec as Struct<Fields>).fields) as never;
  const sent = Object.entries({ ...commands }).map(([key, { opcode, index, params }]): Sample => {
    const name = key as CommandName;
    const frame = encodeCommand(name, index === 'none' ? null : 0, of(params));
    const decoded = decodeCommand(frame);
    return {
      label: name,
      name,
      kind: 'command',
      code: opcode,
      frame,
      decoded: 'params' in decoded ? decoded.params : {},
    };
  });
  const answered = Object.entries({ ...commands }).map(([key, { opcode, index, reply }]): Sample => {
    const name = key as CommandName;
    const frame = encodeReply(name, index === 'none' ? null : 0, of(reply));
    const decoded = decodeReply(name, frame.subarray(9));
    return { label: `${name} reply`, name, kind: 'event', code: opcode, frame, decoded };
  });
  const told = Object.entries({ ...events })
    .filter(([name]) => name !== 'CommandComplete')
    .map(([name, { code, params }]): Sample => {
      const values: object = of(params);
      const frame = encodeEvent({ event: name, index: 0, ...values } as MgmtEventInput);
      const { event, index, ...decoded } = decodeEvent(frame);
      expect([event, index]).toEqual([name, 0]);
      return { label: name, name, kind: 'event', code, frame, decoded };
    });
  return [...sent, ...answered, ...told];
}

const opening: ControlRecord = {
  kind: 'open',
  cookie: 1,
  format: 2,
  version: 1,
  revision: 23,
  trusted: true,
  name: 'spec',
};

function captureOf(samples: readonly Sample[]): Uint8Array {
  const controls: ControlRecord[] = samples.map(({ kind, frame }) => ({ kind, cookie: 1, frame }));
  return writeRecords([opening, ...controls].map((control, i) => ({ ...encodeControl(control), time: i, drops: 0 })));
}

const plain = (text: string): string => text.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
const worded = (name: string): string => WORDING.get(name) ?? name;
/** Of our sample of advertising data btmon prints the type and the content, not the length. */
const bytesAsPrinted = (bytes: Uint8Array): string => toHex(bytes[1] === 0xee ? bytes.subarray(2) : bytes);
const isFlags = (value: object): boolean =>
  Object.entries(value).every(([key, bit]) => typeof bit === 'boolean' || key === 'unknownBits');

/** Where values stand that btmon does not show, such as `keys.0.value`. */
function missing(value: unknown, { lines }: Shown, path: string): string[] {
  const text = lines.join('\n');
  const numbers = text.match(/[0-9a-f]+/gi) ?? [];
  const shows = (number: number | bigint): boolean =>
    numbers.some((digits) => BigInt(`0x${digits}`) === BigInt(number) || digits === String(number));
  const says = (name: string): boolean => plain(name) !== '' && plain(text).includes(plain(name));
  const found = (): boolean => {
    switch (typeof value) {
      case 'number':
      case 'bigint':
        return shows(value);
      case 'boolean':
        return shows(Number(value));
      case 'string':
        return text.includes(toHex(encodeText(value))) || says(worded(value));
      default:
        return value instanceof Uint8Array && text.includes(bytesAsPrinted(value));
    }
  };
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return found() ? [] : [path];
  const entries = Object.entries(value as Record<string, unknown>);
  if (entries.length > 0 && isFlags(value)) {
    return entries.flatMap(([key, bit]) => {
      if (key === 'unknownBits') return [];
      return !bit || says(worded(key)) ? [] : [`${path}.${key}`];
    });
  }
  return entries.flatMap(([key, inner]) => missing(inner, { title: '', lines }, path === '' ? key : `${path}.${key}`));
}

const isHexDump = (line: string): boolean => /^([0-9a-f]{2} ){1,16} {2}/.test(`${line} `);

function compare(sample: Sample, shown: Shown): string[] {
  const { label, name, code, decoded } = sample;
  const [first = ''] = shown.lines;
  const isReply = label.endsWith('reply');
  const title = isReply ? first : shown.title;
  const out: string[] = [];
  if (!plain(title).includes(plain(name))) out.push(`${label}: named '${title}'`);
  if (!title.includes(`(0x${code.toString(16).padStart(4, '0')})`)) out.push(`${label}: code in '${title}'`);
  const parameters = sample.frame.length - (isReply ? 9 : 6);
  if (!title.endsWith(`plen ${parameters}`)) out.push(`${label}: length in '${title}'`);
  if (shown.lines.some((line) => /invalid packet size|too short/.test(line))) out.push(`${label}: size`);
  const printed = shown.lines
    .filter((line) => line !== first || !isReply)
    .filter((line) => !line.startsWith('Status: '));
  if (printed.length > 0 && printed.every(isHexDump)) return [...out, `${label}: no printer`];
  return [...out, ...missing(decoded, shown, '').map((path) => `${label}: ${path}`)];
}

(btmon === undefined ? describe.skip : describe)('btmon shows what was put into a capture', () => {
  it.each([
    ['distinct', distinct],
    ['named', named],
  ])('with %s numbers', (_, numberFor) => {
    const samples = samplesWith(numberFor);
    const shown = shownByBtmon(btmon!, captureOf(samples));
    const found = samples.flatMap((sample, i) => compare(sample, shown[i + 1]!));
    const explained = (difference: string): boolean => DIFFERENCES.some(([what]) => what.test(difference));
    expect(found.filter((difference) => !explained(difference))).toEqual([]);
  });

  it('up to a record that is longer than it can take, unless the capture was cut', () => {
    const long: ControlRecord = { kind: 'command', cookie: 1, frame: frameOf(0x0013, 0, new Uint8Array(1485)) };
    const short: ControlRecord = { kind: 'command', cookie: 1, frame: frameOf(0x0001, 0xffff, new Uint8Array()) };
    const records = [opening, long, short].map((control) => ({ ...encodeControl(control), time: 0, drops: 0 }));
    const cut = records.map((record) => ({ ...record, data: record.data.subarray(0, BTMON_SNAP_LENGTH) }));
    expect(records[1]!.data).toHaveLength(BTMON_SNAP_LENGTH + 1);
    expect(shownByBtmon(btmon!, writeRecords(records))).toHaveLength(1);
    expect(shownByBtmon(btmon!, writeRecords(cut))).toHaveLength(3);
  });
});
