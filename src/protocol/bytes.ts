import type { Codec, CountedCodec, FixedCodec } from './codec.js';
import { fixed } from './codec.js';
import { CodecError, invalid, show } from './errors.js';

/** Raw bytes can be given as text, too: two hexadecimal digits a byte, nothing between them. */
export type BytesInput = Uint8Array | string;

/** All forms that bytes come in. */
export type BytesSource = BytesInput | ArrayBuffer | SharedArrayBuffer | DataView;

/** Not by `instanceof`: test runners and frames of browsers have an `ArrayBuffer` of their own. */
function viewOf(value: unknown): Uint8Array | undefined {
  if (ArrayBuffer.isView(value)) {
    // Wider elements are numbers, not bytes.
    if (!(value instanceof DataView) && (value as Partial<Uint8Array>).BYTES_PER_ELEMENT !== 1) return undefined;
    return new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
  }
  const kind = Object.prototype.toString.call(value);
  return kind === '[object ArrayBuffer]' || kind === '[object SharedArrayBuffer]'
    ? new Uint8Array(value as ArrayBuffer)
    : undefined;
}

/** Whether both have the same bytes. A loop: it is asked for each advertisement. */
export function sameBytes(one: Uint8Array, other: Uint8Array): boolean {
  if (one.length !== other.length) return false;
  for (let i = 0; i < one.length; i++) if (one[i] !== other[i]) return false;
  return true;
}

const HEX: readonly string[] = Array.from({ length: 256 }, (_, i) => i.toString(16).padStart(2, '0'));
/**
 * Two lower-case digits a byte.
 *
 * @throws CodecError for what is no bytes
 */
export function toHex(bytes: BytesSource): string {
  let out = '';
  for (const byte of toBytes(bytes)) out += HEX[byte]!;
  return out;
}

/**
 * The bytes themselves, as a plain `Uint8Array` in the same memory, or those that hexadecimal text stands for.
 *
 * @throws CodecError for what is no bytes
 */
export function toBytes(value: BytesSource): Uint8Array {
  // Not Node's subclass, whose slice() is no copy: what is done to that would be done to the caller's.
  if (value instanceof Uint8Array && value.constructor === Uint8Array) return value;
  const view = viewOf(value);
  if (view !== undefined) return view;
  if (typeof value !== 'string') {
    // What was given may be a key, whatever form it has.
    throw invalid(value, 'a Uint8Array, an ArrayBuffer, a DataView or hexadecimal text').withoutValue();
  }
  if (value.length % 2 !== 0 || !/^[0-9a-f]*$/i.test(value)) {
    // The value is not shown: it may be a key with a typing error.
    throw new CodecError('InvalidValue', `text of ${value.length} characters is not hexadecimal, two digits a byte`);
  }
  return Uint8Array.from({ length: value.length / 2 }, (_, i) => parseInt(value.slice(2 * i, 2 * i + 2), 16));
}

/** How many bytes {@link toBytes} would give. */
function lengthOfBytes(value: unknown): number {
  return value instanceof Uint8Array ? value.length : typeof value === 'string' ? value.length >> 1 : 0;
}

/** Up to so many bytes V8 keeps a typed array in its heap, where it costs no more than any object. */
const SMALL = 64;

/**
 * Part of a frame. A view of it for long ones; for short ones a copy, which takes a fifth of the time: the first view of a typed
 * array that lives in the heap makes V8 move it to memory of its own (measured: 28 ns and 180).
 */
export function part(bytes: Uint8Array, start: number, end: number): Uint8Array {
  return end - start <= SMALL ? bytes.slice(start, end) : bytes.subarray(start, end);
}

/** Exactly `n` bytes: keys, hashes. */
export function bytes(n: number): Codec<Uint8Array, BytesInput> {
  return fixed<Uint8Array, BytesInput>(
    `bytes(${n})`,
    n,
    (from, at) => part(from, at, at + n),
    (to, at, value) => {
      const data = toBytes(value);
      if (data.length !== n) throw new CodecError('InvalidValue', `${data.length} bytes given, needs exactly ${n}`);
      to.set(data, at);
    },
  );
}

/** Bytes to the end of the frame, or as many as an earlier length says. */
export const rest: CountedCodec<Uint8Array, BytesInput> = {
  name: 'rest',
  size: 0,
  variable: true,
  sizeOf: lengthOfBytes,
  readCount: (reader, n) => {
    const at = reader.take(n, 'data');
    return part(reader.bytes, at, at + n);
  },
  countOf: (value) => toBytes(value).length,
  read: (reader) => {
    const at = reader.take(reader.left, 'data');
    return part(reader.bytes, at, reader.end);
  },
  write: (writer, value) => writer.put(toBytes(value)),
};

/** Bytes with their length right before them. */
export function sized(length: Codec<number>): Codec<Uint8Array, BytesInput> {
  const name = `sized(${length.name})`;
  return {
    name,
    size: length.size,
    variable: true,
    sizeOf: (value) => length.size + lengthOfBytes(value),
    read: (reader) => rest.readCount(reader, length.read(reader)),
    write: (writer, value) => {
      const data = toBytes(value);
      const max = 2 ** (8 * length.size) - 1;
      if (data.length > max) throw new CodecError('InvalidValue', `${data.length} bytes given, at most ${max} fit`);
      length.write(writer, data.length);
      writer.put(data);
    },
  };
}

const ADDRESS_LENGTH = 'AA:BB:CC:DD:EE:FF'.length;
const COLON = 0x3a;

/** The value of a hexadecimal digit from its character code; negative for any other character. */
function digit(code: number): number {
  if (code >= 0x30 && code <= 0x39) return code - 0x30;
  const letter = (code | 0x20) - 0x61;
  return letter >= 0 && letter < 6 ? 10 + letter : -1;
}

/** The character code of a digit, 0 to 15, upper case. */
const codeOf = (value: number): number => value + (value < 10 ? 0x30 : 0x37);
const high = (byte: number): number => codeOf(byte >> 4);
const low = (byte: number): number => codeOf(byte & 0x0f);

/** A Bluetooth address as text, `AA:BB:CC:DD:EE:FF`. On the wire the last byte comes first. */
export const address: FixedCodec<string> = fixed(
  'address',
  6,
  // In one go. Text of pieces is put together when it is looked up first, which takes longer (measured in V8, with that: 80 ns and 200).
  (b, at) =>
    String.fromCharCode(
      high(b[at + 5]!),
      low(b[at + 5]!),
      COLON,
      high(b[at + 4]!),
      low(b[at + 4]!),
      COLON,
      high(b[at + 3]!),
      low(b[at + 3]!),
      COLON,
      high(b[at + 2]!),
      low(b[at + 2]!),
      COLON,
      high(b[at + 1]!),
      low(b[at + 1]!),
      COLON,
      high(b[at]!),
      low(b[at]!),
    ),
  (b, at, value) => {
    let right = typeof value === 'string' && value.length === ADDRESS_LENGTH;
    for (let i = 0; right && i < 6; i++) {
      const byte = (digit(value.charCodeAt(15 - 3 * i)) << 4) | digit(value.charCodeAt(16 - 3 * i));
      b[at + i] = byte;
      right = byte >= 0 && (i === 0 || value.charCodeAt(17 - 3 * i) === COLON);
    }
    if (!right) throw invalid(value, "an address such as '00:AA:01:01:00:01'");
  },
);

/** The tail of all UUIDs that the Bluetooth SIG assigns in a short form (Core Specification, Vol 3, Part B, 2.5.1). */
const BASE_UUID = '00001000800000805f9b34fb';
const UUID = /^(?:[0-9a-f]{4}|[0-9a-f]{8}|[0-9a-f]{32}|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})$/i;

function uuidDigits(value: string): string {
  const digits = value.replaceAll('-', '');
  return digits.length === 32 ? digits : digits.padStart(8, '0') + BASE_UUID;
}

/**
 * A UUID as text in its long form, lower case. Also accepts the long form without dashes, the short forms that the Bluetooth
 * SIG assigns (`'180f'`, `'0000180f'`), and 16 bytes in wire order, which is the reverse of the text.
 */
export const uuid: FixedCodec<string, BytesInput> = fixed<string, BytesInput>(
  'uuid',
  16,
  (b, at) => {
    let text = '';
    for (let i = 15; i >= 0; i--) text += HEX[b[at + i]!]! + (i === 12 || i === 10 || i === 8 || i === 6 ? '-' : '');
    return text;
  },
  (b, at, value) => {
    if (value instanceof Uint8Array && value.length === 16) {
      b.set(value, at);
    } else if (typeof value === 'string' && UUID.test(value)) {
      b.set(toBytes(uuidDigits(value)).reverse(), at);
    } else {
      const forms = '4, 8 or 32 hexadecimal digits, the last also with dashes in their places, or 16 bytes';
      throw new CodecError('InvalidValue', `${show(value)} is not a UUID: ${forms}`, { value });
    }
  },
);
