import type { Codec } from '../codec.js';
import type { Reader } from '../cursor.js';
import { Writer } from '../cursor.js';
import { CodecError, isObject, show } from '../errors.js';
import type { Accepted, Decoded, Fields, Flat } from '../fields.js';
import { struct } from '../struct.js';

/** One structure of advertising data, without its length: the code of its type, and the bytes behind it. */
export interface AdStructure {
  readonly code: number;
  readonly data: Uint8Array;
}

/** One type of field, both ways. Related codes, such as those of UUIDs of 16, 32 and 128 bits, make one type. */
export interface AdKind<Out, In = Out> {
  readonly codes: readonly number[];
  /** The least possible number of bytes behind the code. */
  readonly size: number;
  /** Reads to the end. Throws a `CodecError` if that is not possible. */
  read(reader: Reader, code: number): Out;
  /** Throws a `CodecError` if the value does not fit. */
  write(value: In): readonly AdStructure[];
}

/** Bytes behind the known ones: newer versions of a type append. */
export interface AdTrailing {
  readonly trailing?: Uint8Array;
}

/** Everything that can be read by {@link AdKind.read} as plain properties. */
export type OutOfKind<K> = K extends AdKind<infer Out, never> ? Out : never;
/** What {@link AdKind.write} takes. */
export type InOfKind<K> = K extends AdKind<unknown, infer In> ? In : never;

/** What a codec writes, as bytes of their own. */
export function written<In>(codec: Codec<unknown, In>, value: In): Uint8Array {
  const writer = new Writer(32);
  codec.write(writer, value);
  return writer.done();
}

/** A type of field whose last value takes all bytes that there are. */
export function openKind<const F extends Fields>(code: number, fields: F): AdKind<Flat<Decoded<F>>, Flat<Accepted<F>>> {
  const payload = struct(fields);
  return {
    codes: [code],
    size: payload.size,
    read: (reader) => payload.read(reader),
    write: (value) => [{ code, data: written(payload, value) }],
  };
}

/** A type of field of a known size. What stands behind is kept as `trailing`. */
export function kind<const F extends Fields>(
  code: number,
  fields: F,
): AdKind<Flat<Decoded<F, AdTrailing>>, Flat<Accepted<F, AdTrailing>>> {
  const payload = struct<Fields>(fields);
  return {
    codes: [code],
    size: payload.size,
    read: (reader) => {
      const out: Record<string, unknown> = {};
      payload.readInto(reader, out);
      return withTrailing(reader, out) as Flat<Decoded<F, AdTrailing>>;
    },
    write: (value) => {
      const { trailing, ...known } = value as AdTrailing;
      return [{ code, data: appendTrailing(written(payload, known), trailing) }];
    },
  };
}

/** Adds what is left as `trailing`, if anything is. */
export function withTrailing<T extends object>(reader: Reader, out: T): T & AdTrailing {
  if (reader.left === 0) return out;
  const at = reader.take(reader.left, 'trailing');
  return { ...out, trailing: reader.bytes.subarray(at, reader.end) };
}

/** Puts `trailing` back where {@link withTrailing} found it. */
export function appendTrailing(data: Uint8Array, trailing: unknown): Uint8Array {
  if (trailing === undefined) return data;
  if (!(trailing instanceof Uint8Array)) {
    throw new CodecError('InvalidValue', `${show(trailing)} is not a Uint8Array`, {
      path: 'trailing',
      value: trailing,
    });
  }
  const out = new Uint8Array(data.length + trailing.length);
  out.set(data);
  out.set(trailing, data.length);
  return out;
}

/** Refuses what is no object before its properties are asked for. */
export function checkObject(value: unknown, names: string): asserts value is object {
  if (!isObject(value))
    throw new CodecError('InvalidValue', `${show(value)} is not an object with ${names}`, { value });
}
