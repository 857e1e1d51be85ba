import type { Codec } from '../codec.js';
import type { Reader } from '../cursor.js';
import { Writer } from '../cursor.js';
import { CodecError, within } from '../errors.js';
import { noSuch } from '../misspelt.js';
import { s8, u16, u8 } from '../numbers.js';
import { s16, s32 } from './codecs.js';
import type { AdKind, AdTrailing } from './kinds.js';
import { appendTrailing, checkObject, withTrailing } from './kinds.js';

/** Where the device is. All numbers are as in the characteristics of the same names of the Indoor Positioning Service. */
export interface IndoorPositioning extends AdTrailing {
  /** WGS84, in units of 90° / 2³¹. Comes with `longitude`, and never with `north` and `east`. */
  readonly latitude?: number;
  /** WGS84, in units of 180° / 2³¹. */
  readonly longitude?: number;
  /** In the local coordinate system. Comes with `east`. */
  readonly north?: number;
  /** In the local coordinate system. */
  readonly east?: number;
  /** dBm. */
  readonly txPower?: number;
  /** The number of the floor plus 20. */
  readonly floor?: number;
  readonly altitude?: number;
  /** Bit 7: moving; the others: how sure the position and how old it is. */
  readonly uncertainty?: number;
  /** Whether the name of the place can be read from the device. */
  readonly locationName?: boolean;
  /** The configuration byte, if it says more than the fields do: a reserved bit, or local coordinates without coordinates. */
  readonly configuration?: number;
}

type FieldName = Exclude<keyof IndoorPositioning, 'trailing' | 'locationName' | 'configuration'>;

const COORDINATES = 0x01;
const LOCAL = 0x02;
const LOCATION_NAME = 0x40;

/** The fields in wire order, each with the bits of the configuration byte that announce it, among those of `mask`. */
const fields: readonly (readonly [name: FieldName, codec: Codec<number>, mask: number, bits: number])[] = [
  ['latitude', s32, COORDINATES | LOCAL, COORDINATES],
  ['longitude', s32, COORDINATES | LOCAL, COORDINATES],
  ['north', s16, COORDINATES | LOCAL, COORDINATES | LOCAL],
  ['east', s16, COORDINATES | LOCAL, COORDINATES | LOCAL],
  ['txPower', s8, 0x04, 0x04],
  ['floor', u8, 0x10, 0x10],
  ['altitude', u16, 0x08, 0x08],
  ['uncertainty', u8, 0x20, 0x20],
];

/** The configuration byte that announces the fields that are there. */
function configurationOf(value: Readonly<Record<string, unknown>>): number {
  const present = fields.filter(([name]) => value[name] !== undefined);
  return present.reduce((sum, [, , , bits]) => sum | bits, value['locationName'] === true ? LOCATION_NAME : 0);
}

function readFields(reader: Reader): IndoorPositioning {
  const configuration = u8.read(reader);
  const out: Record<string, unknown> = {};
  for (const [name, codec, mask, bits] of fields) {
    if ((configuration & mask) === bits) out[name] = codec.read(reader);
  }
  if ((configuration & LOCATION_NAME) !== 0) out['locationName'] = true;
  if (configuration !== configurationOf(out)) out['configuration'] = configuration;
  return withTrailing(reader, out);
}

const names: readonly string[] = [...fields.map(([name]) => name), 'locationName', 'configuration'];

function writeFields(value: Readonly<Record<string, unknown>>): Uint8Array {
  const unknown = Object.keys(value).find((name) => !names.includes(name));
  if (unknown !== undefined) throw noSuch('parameter', unknown, names).within(unknown);
  const needed = configurationOf(value);
  const configuration = (value['configuration'] ?? needed) as number;
  const writer = new Writer(20);
  u8.write(writer, configuration);
  for (const [name, codec, mask, bits] of fields) {
    const announced = (configuration & mask) === bits;
    if (announced !== (value[name] !== undefined)) {
      const reason = announced ? 'is missing' : 'does not go with the other coordinates, or the configuration';
      throw new CodecError('InvalidValue', reason, { path: name });
    }
    try {
      if (announced) codec.write(writer, value[name] as number);
    } catch (error) {
      throw within(name, error);
    }
  }
  return writer.done();
}

/** Where the device is (CSS Part A; Indoor Positioning Service). Its first byte says which fields follow. */
export const indoorPositioning: AdKind<IndoorPositioning> = {
  codes: [0x25],
  size: 1,
  read: readFields,
  write: (value) => {
    checkObject(value, names.join(', '));
    const { trailing, ...known } = value;
    return [{ code: 0x25, data: appendTrailing(writeFields(known), trailing) }];
  },
};
