import type { AdTrailing } from '../advertising/kinds.js';
import { appendTrailing, checkObject, withTrailing, written } from '../advertising/kinds.js';
import type { Codec } from '../codec.js';
import { CodecError, invalid, show } from '../errors.js';
import { s8 } from '../numbers.js';
import { struct } from '../struct.js';

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

/** The codes that can stand for the text at a place, the one that says most first. A character stands for itself. */
function codesAt(url: string, at: number): readonly (readonly [code: number, length: number])[] {
  const found = EXPANSIONS.flatMap((text, code) => (url.startsWith(text, at) ? [[code, text.length] as const] : []));
  const char = url.charCodeAt(at);
  return char > 0x20 && char < 0x7f ? [...found, [char, 1]] : found;
}

/** In as few bytes as possible. */
function encoded(url: string): number[] {
  const prefix = PREFIXES.findIndex((text) => url.startsWith(text));
  if (prefix === -1) throw invalid(url, 'a URL that begins with http:// or https://');
  const out = [prefix];
  for (let at = PREFIXES[prefix]!.length; at < url.length;) {
    const [best] = codesAt(url, at);
    if (best === undefined) {
      const reason = `${show(url)} has a character at ${at} that must be escaped in a URL`;
      throw new CodecError('InvalidValue', reason, { value: url });
    }
    out.push(best[0]);
    at += best[1];
  }
  const excess = out.length - 1 - MAX_ENCODED;
  if (excess > 0) {
    const reason = `takes ${out.length - 1} bytes behind its prefix, ${excess} too many for ${MAX_ENCODED}`;
    throw new CodecError('InvalidValue', `${show(url)} ${reason}`, { value: url });
  }
  return out;
}

/** What is left of the URL in so many bytes; undefined if there is no way. */
function filling(url: string, at: number, room: number): readonly number[] | undefined {
  if (at === url.length) return room === 0 ? [] : undefined;
  if (room === 0) return undefined;
  for (const [code, length] of codesAt(url, at)) {
    const rest = filling(url, at + length, room - 1);
    if (rest) return [code, ...rest];
  }
  return undefined;
}

/** In as many bytes as a URL can take: only then something else can stand behind it. */
function encodedInFull(url: string): readonly number[] {
  encoded(url);
  for (const [prefix, text] of PREFIXES.entries()) {
    const rest = url.startsWith(text) ? filling(url, text.length, MAX_ENCODED) : undefined;
    if (rest) return [prefix, ...rest];
  }
  const reason = `trailing bytes can't be told from a URL that takes less than ${MAX_ENCODED} bytes behind its prefix`;
  throw new CodecError('InvalidValue', reason, { path: 'trailing' });
}

function expansionOf(byte: number): string {
  if (byte > 0x20 && byte < 0x7f) return String.fromCharCode(byte);
  const text = EXPANSIONS[byte];
  if (text === undefined) throw new CodecError('InvalidFrame', `byte ${byte} stands for nothing`);
  return text;
}

/** A URL to the end of the frame, or in as many bytes as it can take. Reading a reserved code throws. */
const compressedUrl: Codec<string> = {
  name: 'compressedUrl',
  size: 1,
  variable: true,
  read: (reader) => {
    const at = reader.take(Math.min(Math.max(1, reader.left), 1 + MAX_ENCODED), 'the URL');
    const [first, ...rest] = reader.bytes.subarray(at, reader.offset);
    const prefix = PREFIXES[first!];
    if (prefix === undefined) throw new CodecError('InvalidFrame', `prefix ${first} stands for nothing`);
    return prefix + rest.map(expansionOf).join('');
  },
  write: (writer, value) => {
    if (typeof value !== 'string') throw invalid(value, 'a string');
    writer.put(Uint8Array.from(encoded(value)));
  },
};

export interface UrlFrame extends AdTrailing {
  readonly txPower: number;
  readonly url: string;
}

const payload = struct([
  ['txPower', s8],
  ['url', compressedUrl],
]);

/** A URL says nowhere how long it is: only what stands behind the most that it can take is `trailing`. */
export const urlFrame: Codec<UrlFrame> = {
  name: 'urlFrame',
  size: payload.size,
  variable: true,
  read: (reader) => withTrailing(reader, payload.read(reader)),
  write: (writer, value) => {
    checkObject(value, payload.names.join(', '));
    const { trailing, ...known } = value;
    const data = written(payload, known);
    writer.put(trailing === undefined ? data : appendTrailing(inFull(known), trailing));
  },
};

function inFull({ txPower, url }: UrlFrame): Uint8Array {
  const power = written(struct([['txPower', s8]]), { txPower });
  return Uint8Array.from([...power, ...encodedInFull(url)]);
}
