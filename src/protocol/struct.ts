import type { AnyCodec, Codec, CountedCodec, LengthCodec } from './codec.js';
import type { Reader, Writer } from './cursor.js';
import { CodecError, isObject } from './errors.js';
import type { Accepted, Decoded, Fields, Flat } from './fields.js';

/** Fields in wire order, as an object. */
export interface Struct<F extends Fields> extends Codec<Flat<Decoded<F>>, Flat<Accepted<F>>> {
  readonly fields: F;
  /** The names of the fields that people see: all but lengths and counts. */
  readonly names: readonly string[];
  /** Reads into an object that has other properties already: copying them over later would cost a third of the time. */
  readInto(reader: Reader, out: Record<string, unknown>): void;
}

/** One field, prepared: `from` is the index of the field that holds its length, `of` of the field whose length it holds. */
interface Slot {
  readonly name: string;
  readonly codec: Codec<unknown, unknown>;
  readonly optional: boolean;
  readonly of?: { readonly name: string; readonly codec: CountedCodec<unknown, unknown> };
  readonly from?: number;
}

const isLength = (codec: AnyCodec): codec is LengthCodec => 'lengthOf' in codec;
const isCounted = (codec: AnyCodec | undefined): codec is CountedCodec<unknown, never> =>
  codec !== undefined && 'readCount' in codec;

/** Finds the data of each length. A wrong declaration fails when the tables are built, not when a frame arrives. */
function prepare(fields: Fields): readonly Slot[] {
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
    const from = fields.findIndex(([, other]) => isLength(other) && other.lengthOf === name);
    return from === -1 ? slot : { ...slot, from };
  });
}

function readSlots(slots: readonly Slot[], reader: Reader, out: Record<string, unknown>): void {
  let counts: number[] | undefined;
  let i = 0;
  try {
    for (; i < slots.length; i++) {
      const { name, codec, optional, of, from } = slots[i]!;
      if (of) (counts ??= [])[i] = codec.read(reader) as number;
      else if (from !== undefined) out[name] = (codec as CountedCodec<unknown>).readCount(reader, counts![from]!);
      else {
        const value = codec.read(reader);
        if (!optional || value !== undefined) out[name] = value;
      }
    }
  } catch (error) {
    throw error instanceof CodecError ? error.within(slots[i]!.name) : error;
  }
}

function writeSlot({ name, codec, optional, of }: Slot, writer: Writer, from: Readonly<Record<string, unknown>>): void {
  const value = from[of ? of.name : name];
  const path = of ? of.name : name;
  if (value === undefined && !optional) throw new CodecError('InvalidValue', 'is missing', { path });
  try {
    codec.write(writer, of ? of.codec.countOf(value) : value);
  } catch (error) {
    throw error instanceof CodecError ? error.within(path) : error;
  }
}

/** A tail that is missing can't be followed by another: its bytes would be read as the missing ones. */
function checkTail(slots: readonly Slot[], from: Readonly<Record<string, unknown>>): void {
  const tail = slots.filter(({ optional }) => optional).map(({ name }) => name);
  const present = tail.filter((name) => from[name] !== undefined);
  const path = tail.find((name, i) => i < present.length && from[name] === undefined);
  if (path !== undefined) throw new CodecError('InvalidValue', `is missing, but ${present.at(-1)!} is given`, { path });
}

/** Misspelt names must not be dropped in silence: with an optional field they would change what is sent. */
function checkNames(value: object, names: readonly string[]): void {
  for (const name of Object.keys(value)) {
    if (names.includes(name)) continue;
    const known = names.length > 0 ? `there are ${names.join(', ')}` : 'there are none';
    throw new CodecError('InvalidValue', `there is no such parameter; ${known}`, { path: name });
  }
}

/** Fields in wire order, declared once for both directions. */
export function struct<const F extends Fields>(fields: F): Struct<F> {
  const slots = prepare(fields);
  const names = slots.filter((slot) => !slot.of).map((slot) => slot.name);
  return {
    fields,
    names,
    name: 'struct',
    size: slots.reduce((sum, { codec }) => sum + codec.size, 0),
    variable: slots.some(({ codec }) => codec.variable),
    readInto: (reader, out) => readSlots(slots, reader, out),
    read: (reader) => {
      const out: Record<string, unknown> = {};
      readSlots(slots, reader, out);
      return out as Flat<Decoded<F>>;
    },
    write: (writer, value) => {
      if (!isObject(value)) {
        throw new CodecError('InvalidValue', `needs an object with ${names.join(', ')}`, { value });
      }
      checkNames(value, names);
      checkTail(slots, value);
      for (const slot of slots) writeSlot(slot, writer, value);
    },
  };
}
