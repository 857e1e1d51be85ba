import type { Codec } from './codec.js';
import type { Reader, Writer } from './cursor.js';
import { CodecError, isObject, within } from './errors.js';
import type { Accepted, Decoded, Fields, Flat } from './fields.js';
import { noSuch } from './misspelt.js';
import type { Counts } from './slots.js';
import { NO_COUNTS, placesOf, prepare, readSlot, writeSlot } from './slots.js';

/** Fields in wire order, as an object. */
export interface Struct<F extends Fields> extends Codec<Flat<Decoded<F>>, Flat<Accepted<F>>> {
  readonly fields: F;
  /** The names of the fields that people see: all but lengths and counts. */
  readonly names: readonly string[];
  /** Reads into an object that has other properties already: copying them over later would cost a third of the time. */
  readInto(reader: Reader, out: Record<string, unknown>): void;
  /** Writes from an object that may have other properties, too: those named in `besides`. */
  writeFrom(writer: Writer, from: object, besides?: readonly string[]): void;
  sizeOf(value: unknown): number;
  fromJson(json: unknown): unknown;
}

/** A tail that is missing can't be followed by another: its bytes would be read as the missing ones. */
function checkTail(tail: readonly string[], from: Readonly<Record<string, unknown>>): void {
  const present = tail.filter((name) => from[name] !== undefined);
  const path = tail.find((name, i) => i < present.length && from[name] === undefined);
  if (path !== undefined) throw new CodecError('InvalidValue', `is missing, but ${present.at(-1)!} is given`, { path });
}

/** What a variable field of unknown size may take before the writer has to grow. */
const ROOM = 64;

/** Fields in wire order, declared once for both directions. */
export function struct<const F extends Fields>(fields: F): Struct<F> {
  const slots = prepare(fields);
  const names = slots.filter((slot) => !slot.of).map((slot) => slot.name);
  const isCounting = slots.some(({ of }) => of !== undefined);
  const tail = slots.filter(({ optional }) => optional).map(({ name }) => name);
  const places = placesOf(slots);
  const headSize = places.reduce((sum, { codec }) => sum + codec.size, 0);

  function readInto(reader: Reader, out: Record<string, unknown>): void {
    const { bytes, offset, end } = reader;
    let i = 0;
    try {
      // One check for all of them. If they are not all there, they are read one by one, to say which is not.
      if (offset + headSize <= end) {
        for (; i < places.length; i++) {
          const place = places[i]!;
          out[place.name] = place.codec.get(bytes, offset + place.offset);
        }
        reader.offset = offset + headSize;
      }
      if (i === slots.length) return;
      const counts: Counts = isCounting ? {} : NO_COUNTS;
      for (; i < slots.length; i++) readSlot(slots[i]!, reader, counts, out);
    } catch (error) {
      throw within(slots[i]!.name, error);
    }
  }

  function checkNames(from: object, besides: readonly string[]): void {
    let i = 0;
    for (const name in from) {
      // What was decoded has all names in order: no need to look for them.
      if (name === names[i]) i++;
      else if (!besides.includes(name) && !names.includes(name)) throw noSuch('parameter', name, names).within(name);
    }
  }

  function writeFrom(writer: Writer, from: object, besides: readonly string[] = []): void {
    // Misspelt names must not be dropped in silence: with an optional field they would change what is sent.
    checkNames(from, besides);
    const values = from as Readonly<Record<string, unknown>>;
    if (tail.length > 1) checkTail(tail, values);
    const start = writer.reserve(headSize);
    let i = 0;
    try {
      for (; i < places.length; i++) {
        const { name, offset, codec } = places[i]!;
        const value = values[name];
        if (value === undefined) throw new CodecError('InvalidValue', 'is missing');
        codec.set(writer.bytes, start + offset, value);
      }
      for (; i < slots.length; i++) writeSlot(slots[i]!, writer, values);
    } catch (error) {
      const { name, of } = slots[i]!;
      throw within(of ? of.name : name, error);
    }
  }

  const size = slots.reduce((sum, { codec }) => sum + codec.size, 0);
  const variable = slots.filter(({ codec }) => codec.variable);

  return {
    fields,
    names,
    name: 'struct',
    size,
    variable: variable.length > 0,
    sizeOf: (value) => {
      if (!isObject(value)) return size;
      let sum = size;
      for (const { name, codec } of variable) {
        sum += (codec.sizeOf?.((value as Readonly<Record<string, unknown>>)[name]) ?? ROOM) - codec.size;
      }
      return sum;
    },
    readInto,
    writeFrom,
    fromJson: (json) => {
      if (!isObject(json)) return json;
      const out: Record<string, unknown> = { ...json };
      for (const { name, codec } of slots) if (codec.fromJson && name in out) out[name] = codec.fromJson(out[name]);
      return out;
    },
    read: (reader) => {
      const out: Record<string, unknown> = {};
      readInto(reader, out);
      return out as Flat<Decoded<F>>;
    },
    write: (writer, value) => {
      if (!isObject(value)) {
        throw new CodecError('InvalidValue', `needs an object with ${names.join(', ')}`, { value });
      }
      writeFrom(writer, value);
    },
  };
}
