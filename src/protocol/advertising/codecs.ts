import { part } from '../bytes.js';
import type { Codec } from '../codec.js';
import { fixed } from '../codec.js';
import { Reader } from '../cursor.js';
import { invalid } from '../errors.js';
import { u16, u32 } from '../numbers.js';
import { decodeText, encodeText } from '../text.js';

/** UTF-8 text to the end of a field, without a NUL behind it. Bytes that are not UTF-8 survive, see `text`. */
export const textToEnd: Codec<string> = {
  name: 'textToEnd',
  size: 0,
  variable: true,
  read: (reader) => {
    const at = reader.take(reader.left, 'text');
    return decodeText(part(reader.bytes, at, reader.end));
  },
  write: (writer, value) => {
    if (typeof value !== 'string') throw invalid(value, 'a string');
    writer.put(encodeText(value));
  },
};

/** The numbers of the bits that are set in `n` bytes, lowest first. */
export function bitNumbers(n: number): Codec<readonly number[]> {
  const max = 8 * n - 1;
  return fixed<readonly number[]>(
    `bitNumbers(${n})`,
    n,
    (bytes, at) => {
      const out: number[] = [];
      for (let bit = 0; bit <= max; bit++) if ((bytes[at + (bit >> 3)]! >> (bit & 7)) & 1) out.push(bit);
      return out;
    },
    (bytes, at, value) => {
      if (!Array.isArray(value)) throw invalid(value, 'an array of numbers');
      // Not forEach: it skips holes.
      for (let i = 0; i < value.length; i++) {
        const bit: unknown = value[i];
        if (typeof bit !== 'number' || !Number.isInteger(bit) || bit < 0 || bit > max) {
          throw invalid(bit, `an integer from 0 to ${max}`).within(`[${i}]`);
        }
        bytes[at + (bit >> 3)]! |= 1 << (bit & 7);
      }
    },
  );
}

/** The same number with its highest bit as the sign. */
function signed(name: string, base: Codec<number>): Codec<number> {
  const half = 2 ** (8 * base.size - 1);
  return {
    name,
    size: base.size,
    variable: false,
    read: (reader) => {
      const value = base.read(reader);
      return value < half ? value : value - 2 * half;
    },
    write: (writer, value) => {
      if (!Number.isInteger(value) || value < -half || value >= half) {
        throw invalid(value, `an integer from ${-half} to ${half - 1}`);
      }
      base.write(writer, value < 0 ? value + 2 * half : value);
    },
  };
}

export const s16 = signed('s16', u16);
export const s32 = signed('s32', u32);

/** The same codec with its bytes in the opposite order: mesh and the beacons send the highest byte first. */
export function reversed<Out, In>(name: string, base: Codec<Out, In>): Codec<Out, In> {
  return {
    name,
    size: base.size,
    variable: false,
    read: (reader) => {
      const at = reader.take(base.size, name);
      return base.read(new Reader(reader.bytes.slice(at, at + base.size).reverse()));
    },
    write: (writer, value) => {
      const at = writer.offset;
      base.write(writer, value);
      writer.bytes.subarray(at, writer.offset).reverse();
    },
  };
}

export const u16be = reversed('u16be', u16);
export const s16be = reversed('s16be', s16);
export const u32be = reversed('u32be', u32);
