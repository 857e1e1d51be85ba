import type { AnyCodec, Codec, CountedCodec, FixedCodec, LengthCodec } from './codec.js';
import { isFixed } from './codec.js';
import type { Reader, Writer } from './cursor.js';
import { CodecError } from './errors.js';
import type { Fields } from './fields.js';

/** One field, prepared: `of` is what its length is for, `counted` is there if an earlier field has its length. */
export interface Slot {
  readonly name: string;
  readonly codec: Codec<unknown, unknown>;
  readonly optional: boolean;
  readonly of?: { readonly name: string; readonly codec: CountedCodec<unknown, unknown> };
  readonly counted?: CountedCodec<unknown>;
}

const isLength = (codec: AnyCodec): codec is LengthCodec => 'lengthOf' in codec;
const isCounted = (codec: AnyCodec | undefined): codec is CountedCodec<unknown, never> =>
  codec !== undefined && 'readCount' in codec;

/** Finds the data of each length. A wrong declaration fails when the tables are built, not when a frame arrives. */
export function prepare(fields: Fields): readonly Slot[] {
  const names = fields.map(([name]) => name);
  return fields.map(([name, codec], i): Slot => {
    const slot = { name, codec: codec as Codec<unknown, unknown>, optional: 'optional' in codec };
    if (isLength(codec)) {
      const at = names.indexOf(codec.lengthOf);
      const target = fields[at]?.[1];
      if (at < i || !isCounted(target))
        throw new TypeError(`${name}: there is no later field ${codec.lengthOf} to count`);
      return { ...slot, of: { name: codec.lengthOf, codec: target } };
    }
    const isCountedEarlier = fields.some(([, other]) => isLength(other) && other.lengthOf === name);
    return isCountedEarlier ? { ...slot, counted: codec as CountedCodec<unknown> } : slot;
  });
}

/** One field at a place that is the same in every frame. */
export interface Place {
  readonly name: string;
  readonly offset: number;
  readonly codec: FixedCodec<unknown, unknown>;
}

/** The fields in front whose places are known: all of them for most structures. */
export function placesOf(slots: readonly Slot[]): readonly Place[] {
  const places: Place[] = [];
  let offset = 0;
  for (const { name, codec, of } of slots) {
    if (of || !isFixed(codec)) break;
    places.push({ name, offset, codec });
    offset += codec.size;
  }
  return places;
}

/** What lengths said that stand apart from their data. */
export type Counts = Record<string, number>;
export const NO_COUNTS: Counts = {};

export function readSlot(slot: Slot, reader: Reader, counts: Counts, out: Record<string, unknown>): void {
  const { name, codec, optional, of, counted } = slot;
  if (of) {
    counts[of.name] = codec.read(reader) as number;
    return;
  }
  const value = counted ? counted.readCount(reader, counts[name]!) : codec.read(reader);
  if (!optional || value !== undefined) out[name] = value;
}

export function writeSlot(
  { name, codec, optional, of }: Slot,
  writer: Writer,
  from: Readonly<Record<string, unknown>>,
): void {
  const value = from[of ? of.name : name];
  if (value === undefined && !optional) throw new CodecError('InvalidValue', 'is missing');
  codec.write(writer, of ? of.codec.countOf(value) : value);
}
