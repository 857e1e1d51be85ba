import { CodecError, invalid, show } from '../errors.js';
import { isPrintable } from '../escaped.js';
import { struct } from '../struct.js';
import { textToEnd } from './codecs.js';
import type { AdKind } from './kinds.js';
import { checkObject, written } from './kinds.js';
import { uriPrefix, uriScheme } from './uri-schemes.js';
import { whenAsked } from '../when-asked.js';

export interface Uri {
  /** The code that stands for the beginning of the URI: 0x16 for `http:`, 1 for nothing. */
  readonly scheme: number;
  /** The whole URI, in valid UTF-8 and without control characters: others are malformed. Behind a code that is not assigned: what was sent behind it. */
  readonly uri: string;
}

export interface UriInput {
  /** Left out: the code of the URI's scheme, or 1. */
  readonly scheme?: number;
  readonly uri: string;
}

const MAX_CODE_POINT = 0x10_ffff;

const payload = whenAsked(() => struct([['uri', textToEnd]]));

function checkScheme(value: unknown): number {
  const isCodePoint = typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= MAX_CODE_POINT;
  // Surrogates are no characters: there is no UTF-8 for them.
  if (isCodePoint && (value < 0xd800 || value > 0xdfff)) return value;
  throw invalid(value, `an integer from 0 to ${MAX_CODE_POINT}`).within('scheme');
}

/** A resource of the device (CSS Part A, 1.18). The first character of the text stands for the scheme. */
export const uri: AdKind<Uri, UriInput> = {
  codes: [0x24],
  size: 1,
  read: (reader) => {
    const text = payload().read(reader).uri;
    if (/[\ud800-\udfff]/u.test(text)) throw new CodecError('InvalidFrame', 'is not UTF-8');
    const scheme = text.codePointAt(0)!;
    const rest = text.slice(String.fromCodePoint(scheme).length);
    if (!isPrintable(rest)) throw new CodecError('InvalidFrame', 'has a character that no URI can have');
    return { scheme, uri: (uriPrefix(scheme) ?? '') + rest };
  },
  write: (value) => {
    checkObject(value, 'uri, scheme');
    const { uri: whole, scheme: given, ...others } = value;
    if (typeof whole !== 'string') throw invalid(whole, 'a string').within('uri');
    if (!isPrintable(whole)) throw invalid(whole, 'a URI: it has a control character').within('uri');
    const scheme = given === undefined ? uriScheme(whole) : checkScheme(given);
    const prefix = uriPrefix(scheme) ?? '';
    if (!whole.startsWith(prefix)) {
      const reason = `${show(whole)} does not begin with ${prefix}, which scheme ${scheme} stands for`;
      throw new CodecError('InvalidValue', reason, { path: 'uri', value: whole });
    }
    const text = String.fromCodePoint(scheme) + whole.slice(prefix.length);
    return [{ code: 0x24, data: written(payload(), { ...others, uri: text }) }];
  },
};
