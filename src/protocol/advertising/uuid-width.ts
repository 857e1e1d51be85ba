import type { BytesInput } from '../bytes.js';
import { uuid } from '../bytes.js';
import type { Codec } from '../codec.js';
import { CodecError, invalid, show } from '../errors.js';
import { u16, u32 } from '../numbers.js';
import { written } from './kinds.js';

/** How many bits of a UUID are sent. Those of the Bluetooth SIG have short forms (Core Specification, Vol 3, Part B, 2.5.1). */
export type UuidBits = 16 | 32 | 128;

/** All widths, the narrowest first. */
export const WIDTHS: readonly UuidBits[] = [16, 32, 128];

/** The twelve bytes that all UUIDs with a short form have in common, in wire order. */
const BASE = Uint8Array.of(0xfb, 0x34, 0x9b, 0x5f, 0x80, 0, 0, 0x80, 0, 0x10, 0, 0);
const BASE_TEXT = '-0000-1000-8000-00805f9b34fb';

/** One value for each width, made once. */
export function byWidth<T>(make: (bits: UuidBits) => T): Readonly<Record<UuidBits, T>> {
  return { 16: make(16), 32: make(32), 128: make(128) };
}

/** The width that a code stands for. */
export function bitsOf(codes: Readonly<Record<UuidBits, number>>, code: number): UuidBits {
  return WIDTHS.find((bits) => codes[bits] === code)!;
}

/** The width that is given, checked. */
export function checkBits(bits: unknown): UuidBits {
  const known = WIDTHS.find((width) => width === bits);
  if (known === undefined) throw invalid(bits, '16, 32 or 128').within('bits');
  return known;
}

function bitsOfBytes(bytes: Uint8Array): UuidBits {
  if (!BASE.every((byte, i) => bytes[i] === byte)) return 128;
  return bytes[14] === 0 && bytes[15] === 0 ? 16 : 32;
}

/** The narrowest form that the UUID has. */
export function shortestBits(value: BytesInput): UuidBits {
  return bitsOfBytes(written(uuid, value));
}

/** Bounds what hostile senders can make us keep. */
const CACHE_SIZE = 256;

/** The long form of short ones: the same few are sent again and again. */
function longForms(): (short: number) => string {
  const known = new Map<number, string>();
  return (short) => {
    const text = known.get(short);
    if (text !== undefined) return text;
    if (known.size >= CACHE_SIZE) known.clear();
    const long = short.toString(16).padStart(8, '0') + BASE_TEXT;
    known.set(short, long);
    return long;
  };
}

/** A UUID of 16, 32 or 128 bits on the wire; always the canonical long text when read. */
export function uuidOf(bits: UuidBits): Codec<string, BytesInput> {
  if (bits === 128) return uuid;
  const number = bits === 16 ? u16 : u32;
  const { size } = number;
  const name = `uuid${bits}`;
  const longForm = longForms();
  return {
    name,
    size,
    variable: false,
    read: (reader) => longForm(number.read(reader)),
    write: (writer, value) => {
      const bytes = written(uuid, value);
      const needed = bitsOfBytes(bytes);
      if (needed > bits) {
        throw new CodecError('InvalidValue', `${show(value)} takes ${needed} bits, not ${bits}`, { value });
      }
      writer.put(bytes.subarray(BASE.length, BASE.length + size));
    },
  };
}
