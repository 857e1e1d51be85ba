import type { Codec } from '../codec.js';
import { CodecError, invalid, show } from '../errors.js';

/** How a URL begins: the first byte (Eddystone-URL, URL Scheme Prefix). The longer ones first, so that they are found first. */
const PREFIXES = ['http://www.', 'https://www.', 'http://', 'https://'] as const;

/** What one byte stands for (Eddystone-URL, HTTP URL encoding). With a slash first, so that it is found first. */
const EXPANSIONS = [
  '.com/',
  '.org/',
  '.edu/',
  '.net/',
  '.info/',
  '.biz/',
  '.gov/',
  '.com',
  '.org',
  '.edu',
  '.net',
  '.info',
  '.biz',
  '.gov',
] as const;

/** Behind the prefix: what fits into 31 bytes beside the flags and the service. */
const MAX_ENCODED = 17;

function encoded(url: string): number[] {
  const prefix = PREFIXES.findIndex((text) => url.startsWith(text));
  if (prefix === -1) throw invalid(url, 'a URL that begins with http:// or https://');
  const out = [prefix];
  for (let at = PREFIXES[prefix]!.length; at < url.length;) {
    const code = EXPANSIONS.findIndex((text) => url.startsWith(text, at));
    const char = url.charCodeAt(at);
    if (code === -1 && (char <= 0x20 || char >= 0x7f)) {
      const reason = `${show(url)} has a character at ${at} that must be escaped in a URL`;
      throw new CodecError('InvalidValue', reason, { value: url });
    }
    out.push(code === -1 ? char : code);
    at += code === -1 ? 1 : EXPANSIONS[code]!.length;
  }
  return out;
}

function expansionOf(byte: number): string {
  if (byte > 0x20 && byte < 0x7f) return String.fromCharCode(byte);
  const text = EXPANSIONS[byte];
  if (text === undefined) throw new CodecError('InvalidFrame', `byte ${byte} stands for nothing`);
  return text;
}

/** A URL, compressed. Reading a reserved code throws. */
export const compressedUrl: Codec<string> = {
  name: 'compressedUrl',
  size: 1,
  variable: true,
  read: (reader) => {
    const at = reader.take(Math.max(1, reader.left), 'the URL');
    const [first, ...rest] = reader.bytes.subarray(at, reader.end);
    const prefix = PREFIXES[first!];
    if (prefix === undefined) throw new CodecError('InvalidFrame', `prefix ${first} stands for nothing`);
    return prefix + rest.map(expansionOf).join('');
  },
  write: (writer, value) => {
    if (typeof value !== 'string') throw invalid(value, 'a string');
    const out = encoded(value);
    const excess = out.length - 1 - MAX_ENCODED;
    if (excess > 0) {
      const reason = `takes ${out.length - 1} bytes behind its prefix, ${excess} too many for ${MAX_ENCODED}`;
      throw new CodecError('InvalidValue', `${show(value)} ${reason}`, { value });
    }
    writer.put(Uint8Array.from(out));
  },
};
