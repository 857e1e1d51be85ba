import type { AnyCodec, Codec, CountedCodec, InOf, LengthCodec, OptionalCodec, OutOf } from './codec.js';
import { CodecError, invalid, within } from './errors.js';
import { Reader, Writer } from './cursor.js';

function writeItems<In>(writer: Writer, item: Codec<unknown, In>, values: readonly In[]): void {
  let i = 0;
  try {
    // Not forEach: it skips holes, and the count would be wrong.
    for (; i < values.length; i++) item.write(writer, values[i]!);
  } catch (error) {
    throw within(`[${i}]`, error);
  }
}

function checkArray(values: unknown): asserts values is readonly unknown[] {
  if (!Array.isArray(values)) throw invalid(values, 'an array');
}

/** Items to the end of the frame, or as many as an earlier count says. */
export function listToEnd<C extends AnyCodec>(item: C): CountedCodec<OutOf<C>[], readonly InOf<C>[]>;
export function listToEnd<Out, In>(item: Codec<Out, In>): CountedCodec<Out[], readonly In[]> {
  return {
    name: `listToEnd(${item.name})`,
    item,
    size: 0,
    variable: true,
    ...(item.fromJson && { fromJson: (json) => (Array.isArray(json) ? json.map((one) => item.fromJson!(one)) : json) }),
    sizeOf: (values) => (Array.isArray(values) ? values.length * item.size : 0),
    readCount: (reader: Reader, count) => {
      // A hostile count must neither loop nor allocate: it is held against the bytes that are left first.
      if (count * item.size > reader.left) reader.take(count * item.size, `${count} × ${item.name}`);
      const out: Out[] = [];
      for (let i = 0; i < count; i++) out.push(item.read(reader));
      return out;
    },
    countOf: (values) => {
      checkArray(values);
      return values.length;
    },
    read: (reader) => {
      const out: Out[] = [];
      while (reader.left > 0) out.push(item.read(reader));
      return out;
    },
    write: (writer, values) => {
      checkArray(values);
      writeItems(writer, item, values);
    },
  };
}

/** Items with their count right before them. */
export function list<C extends AnyCodec>(count: Codec<number>, item: C): Codec<OutOf<C>[], readonly InOf<C>[]>;
export function list<Out, In>(count: Codec<number>, item: Codec<Out, In>): Codec<Out[], readonly In[]> {
  const items: CountedCodec<Out[], readonly In[]> = listToEnd<Codec<Out, In>>(item);
  const max = 2 ** (8 * count.size) - 1;
  return {
    name: `list(${count.name}, ${item.name})`,
    count,
    item,
    size: count.size,
    variable: true,
    ...(items.fromJson && { fromJson: (json) => items.fromJson!(json) }),
    sizeOf: (values) => count.size + items.sizeOf!(values),
    read: (reader) => items.readCount(reader, count.read(reader)),
    write: (writer, values) => {
      const n = items.countOf(values);
      if (n > max) throw new CodecError('InvalidValue', `${n} items given, at most ${max} fit`);
      count.write(writer, n);
      items.write(writer, values);
    },
  };
}

/** The length or count of the later field `of`, computed and so not part of the values. */
export function lengthOf(of: string, base: Codec<number>): LengthCodec {
  return { ...base, name: `lengthOf(${of})`, lengthOf: of };
}

/** May be missing at the end of a frame; then everything behind it is missing, too. */
export function optional<C extends AnyCodec>(codec: C): OptionalCodec<OutOf<C>, InOf<C>>;
export function optional<Out, In>(codec: Codec<Out, In>): OptionalCodec<Out, In> {
  return {
    name: `${codec.name}?`,
    size: 0,
    variable: true,
    optional: true,
    ...(codec.fromJson && { fromJson: (json) => codec.fromJson!(json) }),
    read: (reader) => (reader.left > 0 ? codec.read(reader) : undefined),
    write: (writer, value) => {
      if (value !== undefined) codec.write(writer, value);
    },
  };
}

/** Anything that runs to an end, with its length in bytes right before it. */
export function framed<C extends AnyCodec>(length: Codec<number>, content: C): Codec<OutOf<C>, InOf<C>>;
export function framed<Out, In>(length: Codec<number>, content: Codec<Out, In>): Codec<Out, In> {
  return {
    name: `framed(${length.name}, ${content.name})`,
    size: length.size + content.size,
    variable: true,
    ...(content.fromJson && { fromJson: (json) => content.fromJson!(json) }),
    read: (reader) => {
      const n = length.read(reader);
      const at = reader.take(n, content.name);
      return content.read(new Reader(reader.bytes, at, at + n));
    },
    write: (writer, value) => {
      const inner = new Writer();
      content.write(inner, value);
      length.write(writer, inner.offset);
      writer.put(inner.done());
    },
  };
}
