import type { AnyCodec, Codec, OutOf } from './codec.js';
import { Reader, Writer } from './cursor.js';
import { CodecError, isObject, show, within } from './errors.js';
import { noneOf } from './misspelt.js';
import { toBytes } from './bytes.js';
import type { BytesInput } from './bytes.js';

/** The kinds of values in a list: name to code and codec. */
export type TlvTypes = Readonly<Record<string, readonly [code: number, codec: AnyCodec]>>;

/** One value. A kind without a name, or a value that is not as long as its kind says, stays bytes. */
export type Tlv<T extends TlvTypes> =
  | { readonly [K in keyof T & string]: { readonly type: K; readonly value: OutOf<T[K][1]> | Uint8Array } }[keyof T &
      string]
  | { readonly type: number; readonly value: Uint8Array };

/** How type and length stand before a value. */
export interface TlvHeader {
  readonly size: number;
  read(reader: Reader): { readonly code: number; readonly length: number };
  write(writer: Writer, code: number, length: number): void;
}

/** Values that say what they are and how long they are, to the end of the frame. */
export function tlvList<const T extends TlvTypes>(
  name: string,
  header: TlvHeader,
  types: T,
): Codec<Tlv<T>[], readonly Tlv<T>[]> {
  type Kind = readonly [name: string, codec: Codec<unknown, unknown>];
  const byCode = new Map<number, Kind>(
    Object.entries(types).map(([key, [code, codec]]) => [code, [key, codec as Kind[1]]]),
  );

  function readOne(reader: Reader): Tlv<T> {
    const { code, length } = header.read(reader);
    const at = reader.take(length, `a value of type ${code}`);
    const bytes = reader.bytes.subarray(at, at + length);
    const [type, codec] = byCode.get(code) ?? [code];
    return { type, value: codec?.size === length ? codec.read(new Reader(bytes)) : bytes } as Tlv<T>;
  }

  function valueBytes(codec: Codec<unknown, unknown> | undefined, value: unknown): Uint8Array {
    if (!codec || value instanceof Uint8Array) return toBytes(value as BytesInput);
    const writer = new Writer(codec.size);
    codec.write(writer, value);
    return writer.done();
  }

  function codeOf(type: unknown): number {
    const code =
      typeof type === 'number' ? type : Object.hasOwn(types, String(type)) ? types[String(type)]?.[0] : undefined;
    if (code !== undefined) return code;
    throw noneOf(type, Object.keys(types), ' or a number').within('type');
  }

  function writeOne(writer: Writer, entry: unknown): void {
    if (!isObject(entry) || !('type' in entry) || !('value' in entry)) {
      throw new CodecError('InvalidValue', `${show(entry)} is not an object with type and value`, { value: entry });
    }
    const code = codeOf(entry.type);
    const bytes = at('value', () => valueBytes(byCode.get(code)?.[1], entry.value));
    header.write(writer, code, bytes.length);
    writer.put(bytes);
  }

  /** Text is the bytes of a value that is not as long as its kind says: those of kinds are numbers. */
  function entryFromJson(json: unknown): unknown {
    if (!isObject(json) || !('value' in json) || typeof json.value !== 'string') return json;
    return { ...json, value: toBytes(json.value) };
  }

  return {
    name,
    size: 0,
    variable: true,
    fromJson: (json) => (Array.isArray(json) ? json.map(entryFromJson) : json),
    read: (reader) => {
      const out: Tlv<T>[] = [];
      while (reader.left > 0) out.push(readOne(reader));
      return out;
    },
    write: (writer, entries) => {
      if (!Array.isArray(entries))
        throw new CodecError('InvalidValue', `${show(entries)} is not an array`, { value: entries });
      // Not forEach: it skips holes.
      for (let i = 0; i < entries.length; i++) at(`[${i}]`, () => writeOne(writer, entries[i]));
    },
  };
}

function at<R>(path: string, action: () => R): R {
  try {
    return action();
  } catch (error) {
    throw within(path, error);
  }
}
