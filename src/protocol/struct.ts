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
  /** Writes from an object that may have other properties, too: those named in `besides`. */
  writeFrom(writer: Writer, from: object, besides?: readonly string[]): void;
}

/** One field, prepared: `of` is what its length is for, `counted` is there if an earlier field has its length. */
interface Slot {
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
    const isCountedEarlier = fields.some(([, other]) => isLength(other) && other.lengthOf === name);
    return isCountedEarlier ? { ...slot, counted: codec as CountedCodec<unknown> } : slot;
  });
}

function readSlot(slot: Slot, reader: Reader, counts: Map<string, number>, out: Record<string, unknown>): void {
  const { name, codec, optional, of, counted } = slot;
  if (of) {
    counts.set(of.name, codec.read(reader) as number);
    return;
  }
  const value = counted ? counted.readCount(reader, counts.get(name)!) : codec.read(reader);
  if (!optional || value !== undefined) out[name] = value;
}

function writeSlot({ name, codec, optional, of }: Slot, writer: Writer, from: Readonly<Record<string, unknown>>): void {
  const value = from[of ? of.name : name];
  if (value === undefined && !optional) throw new CodecError('InvalidValue', 'is missing');
  codec.write(writer, of ? of.codec.countOf(value) : value);
}

/** A tail that is missing can't be followed by another: its bytes would be read as the missing ones. */
function checkTail(tail: readonly string[], from: Readonly<Record<string, unknown>>): void {
  const present = tail.filter((name) => from[name] !== undefined);
  const path = tail.find((name, i) => i < present.length && from[name] === undefined);
  if (path !== undefined) throw new CodecError('InvalidValue', `is missing, but ${present.at(-1)!} is given`, { path });
}

function noSuchParameter(path: string, names: readonly string[]): CodecError {
  const known = names.length > 0 ? `there are ${names.join(', ')}` : 'there are none';
  return new CodecError('InvalidValue', `there is no such parameter; ${known}`, { path });
}

/** Fields in wire order, declared once for both directions. */
export function struct<const F extends Fields>(fields: F): Struct<F> {
  const slots = prepare(fields);
  const names = slots.filter((slot) => !slot.of).map((slot) => slot.name);
  const known = new Set(names);
  const tail = slots.filter(({ optional }) => optional).map(({ name }) => name);
  // Most structures have neither lengths nor a tail: the short way is for them.
  const isPlain = tail.length === 0 && slots.every(({ of, counted }) => !of && !counted);
  const codecs = slots.map(({ codec }) => codec);

  function readInto(reader: Reader, out: Record<string, unknown>): void {
    const counts = isPlain ? undefined : new Map<string, number>();
    let i = 0;
    try {
      for (; i < slots.length; i++) {
        if (counts) readSlot(slots[i]!, reader, counts, out);
        else out[names[i]!] = codecs[i]!.read(reader);
      }
    } catch (error) {
      throw error instanceof CodecError ? error.within(slots[i]!.name) : error;
    }
  }

  function writeFrom(writer: Writer, from: object, besides: readonly string[] = []): void {
    // Misspelt names must not be dropped in silence: with an optional field they would change what is sent.
    for (const name in from) if (!known.has(name) && !besides.includes(name)) throw noSuchParameter(name, names);
    if (tail.length > 1) checkTail(tail, from as Readonly<Record<string, unknown>>);
    let i = 0;
    try {
      for (; i < slots.length; i++) writeSlot(slots[i]!, writer, from as Readonly<Record<string, unknown>>);
    } catch (error) {
      const { name, of } = slots[i]!;
      throw error instanceof CodecError ? error.within(of ? of.name : name) : error;
    }
  }

  return {
    fields,
    names,
    name: 'struct',
    size: slots.reduce((sum, { codec }) => sum + codec.size, 0),
    variable: slots.some(({ codec }) => codec.variable),
    readInto,
    writeFrom,
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
