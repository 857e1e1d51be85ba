import type { Reader, Writer } from './cursor.js';

/**
 * One wire format, both ways: `read` gives `Out`, `write` takes `In`. Whatever `read` gives, `write` takes and turns into
 * the same bytes. Everything is little endian.
 */
export interface Codec<Out, In = Out> {
  /** For error texts, dumps and documentation, such as `u16`. */
  readonly name: string;
  /** Bytes on the wire; the least possible if `variable`. */
  readonly size: number;
  readonly variable: boolean;
  /** Of a list: what its count and its items are. For those who look inside, as documentation does. */
  readonly count?: AnyCodec;
  readonly item?: AnyCodec;
  /**
   * How many bytes a value will take, as far as can be told at a glance: a hint, so that memory is allocated once. The value
   * may be anything, and is not checked.
   */
  sizeOf?(value: unknown): number;
  /** What `write` takes, of what JSON holds of a value. Missing where they are the same. Anything may come, and is not checked. */
  fromJson?(json: unknown): unknown;
  /** Throws a `CodecError` if the frame ends too early. */
  read(reader: Reader): Out;
  /** Throws a `CodecError` if the value does not fit. */
  write(writer: Writer, value: In): void;
}

/** Any codec at all. */
export type AnyCodec = Codec<unknown, never>;

/** What a codec gives. */
export type OutOf<C> = C extends Codec<infer Out, never> ? Out : never;
/** What a codec takes. */
export type InOf<C> = C extends Codec<unknown, infer In> ? In : never;

/** The length or count of a later field: on the wire, but computed, so it is no part of the values. */
export interface LengthCodec extends Codec<number> {
  readonly lengthOf: string;
}

/** A codec whose extent comes from an earlier {@link LengthCodec}; by itself it runs to the end of the frame. */
export interface CountedCodec<Out, In = Out> extends Codec<Out, In> {
  readCount(reader: Reader, count: number): Out;
  countOf(value: In): number;
}

/** May be missing at the end of a frame. */
export interface OptionalCodec<Out, In = Out> extends Codec<Out | undefined, In | undefined> {
  readonly optional: true;
}

/**
 * Always of the same size: who knows that there are so many bytes can do without a cursor, in half the time. `get` is `read` and
 * `set` is `write`: a codec that is made of another one must not take over one of them and change the other.
 */
export interface FixedCodec<Out, In = Out> extends Codec<Out, In> {
  readonly variable: false;
  get(bytes: Uint8Array, at: number): Out;
  /** Throws a `CodecError` if the value does not fit. The bytes must be zeros. */
  set(bytes: Uint8Array, at: number, value: In): void;
}

export function isFixed<Out, In>(codec: Codec<Out, In>): codec is FixedCodec<Out, In> {
  return 'get' in codec;
}

/** A codec of `size` bytes, from a getter and a setter at an offset. */
export function fixed<Out, In = Out>(
  name: string,
  size: number,
  get: (bytes: Uint8Array, at: number) => Out,
  set: (bytes: Uint8Array, at: number, value: In) => void,
): FixedCodec<Out, In> {
  return {
    name,
    size,
    variable: false,
    get,
    set,
    read: (reader) => get(reader.bytes, reader.take(size, name)),
    write: (writer, value) => {
      const at = writer.reserve(size);
      set(writer.bytes, at, value);
    },
  };
}
