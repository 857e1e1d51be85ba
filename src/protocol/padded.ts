import { toBytes } from './bytes.js';
import type { BytesInput } from './bytes.js';
import type { Codec } from './codec.js';
import { fixed } from './codec.js';
import { CodecError } from './errors.js';
import { decodeText, encodeText } from './text.js';

/**
 * Up to `size` bytes: a length, then an area of that size that is filled up with zeros. What no well-behaved sender makes, a
 * length beyond the area or other filling, comes as all `size + 1` bytes, so that nothing is lost.
 */
export function padded(size: number): Codec<Uint8Array, BytesInput> {
  return fixed<Uint8Array, BytesInput>(
    `padded(${size})`,
    size + 1,
    (bytes, at) => {
      const end = at + 1 + size;
      const filling = at + 1 + bytes[at]!;
      const tidy = filling <= end && bytes.subarray(filling, end).every((byte) => byte === 0);
      return tidy ? bytes.subarray(at + 1, filling) : bytes.subarray(at, end);
    },
    (bytes, at, value) => {
      const data = toBytes(value);
      if (data.length > size + 1)
        throw new CodecError('InvalidValue', `${data.length} bytes given, at most ${size} fit`);
      if (data.length === size + 1) bytes.set(data, at);
      else {
        bytes[at] = data.length;
        bytes.set(data, at + 1);
      }
    },
  );
}

const PIN_SIZE = 16;
const pinBytes = padded(PIN_SIZE);

/** A PIN of up to 16 bytes of UTF-8, as text: `'0000'` is four characters. Bytes are taken as they are. */
export const pinCode: Codec<string | Uint8Array> = {
  name: 'pinCode',
  size: pinBytes.size,
  variable: false,
  // As text it is never so long: bytes that are none are told by their length.
  fromJson: (json) => (typeof json === 'string' && json.length > PIN_SIZE ? toBytes(json) : json),
  read: (reader) => {
    const bytes = pinBytes.read(reader);
    return bytes.length > PIN_SIZE ? bytes : decodeText(bytes);
  },
  write: (writer, value) => pinBytes.write(writer, typeof value === 'string' ? encodeText(value) : value),
};
