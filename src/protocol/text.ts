import type { Codec } from './codec.js';
import { fixed } from './codec.js';
import { CodecError, invalid } from './errors.js';

const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const encoder = new TextEncoder();

/** A byte that is no part of valid UTF-8 becomes the lone surrogate U+DC00 + byte, as in Python's `surrogateescape`. */
const ESCAPE = 0xdc00;
const escape = (byte: number): string => String.fromCharCode(ESCAPE + byte);

/** How many bytes the UTF-8 sequence with this first byte takes; 1 for a byte that can't be the first. */
function sequenceLength(first: number): number {
  return first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : first >= 0xc0 ? 2 : 1;
}

/** Names are short, and most are ASCII: to decode them takes a decoder five times as long. */
const SHORT = 64;

function isShortAscii(bytes: Uint8Array): boolean {
  if (bytes.length > SHORT) return false;
  for (const byte of bytes) if (byte >= 0x80) return false;
  return true;
}

/** Text from UTF-8 of which parts may be broken: the kernel cuts names in the middle of a character. */
export function decodeText(bytes: Uint8Array): string {
  if (isShortAscii(bytes)) return String.fromCharCode(...bytes);
  try {
    return strict.decode(bytes);
  } catch {
    let out = '';
    for (let at = 0; at < bytes.length;) {
      const n = sequenceLength(bytes[at]!);
      try {
        out += strict.decode(bytes.subarray(at, at + n));
        at += n;
      } catch {
        out += escape(bytes[at]!);
        at += 1;
      }
    }
    return out;
  }
}

export function encodeText(value: string): Uint8Array {
  const out: number[] = [];
  for (const char of value) {
    const code = char.codePointAt(0)!;
    if (code >= ESCAPE && code <= ESCAPE + 0xff) out.push(code - ESCAPE);
    else if (code >= 0xd800 && code <= 0xdfff) throw invalid(value, 'well-formed text: it has a lone surrogate');
    else if (code < 0x80) out.push(code);
    else out.push(...encoder.encode(char));
  }
  return Uint8Array.from(out);
}

/**
 * NUL-terminated UTF-8 text in an area of `size` bytes, so at most `size - 1` bytes of text: more are refused, never cut.
 *
 * Nothing is lost either way. Bytes that are not UTF-8 become lone surrogates (U+DC80 to U+DCFF); what stands behind the
 * first NUL, which no well-behaved sender fills, is kept if it is not zero. In an area without any NUL the last byte, too,
 * comes as U+DC00 + byte: the kernel does not use it.
 */
export function text(size: number): Codec<string> {
  return fixed<string>(
    `text(${size})`,
    size,
    (bytes, at) => {
      let end = at + size;
      while (end > at && bytes[end - 1] === 0) end--;
      if (end < at + size) return decodeText(bytes.subarray(at, end));
      return decodeText(bytes.subarray(at, end - 1)) + escape(bytes[end - 1]!);
    },
    (bytes, at, value) => {
      if (typeof value !== 'string') throw invalid(value, 'a string');
      const data = encodeText(value);
      const last = value.charCodeAt(value.length - 1);
      const full = data.length === size && last >= ESCAPE && last <= ESCAPE + 0xff;
      if (data.length >= size && !full) {
        const reason = `'${value.slice(0, 20)}…' takes ${data.length} bytes as UTF-8, at most ${size - 1} fit`;
        throw new CodecError('InvalidValue', reason, { value });
      }
      bytes.set(data, at);
    },
  );
}
