import { invalid } from './errors.js';

/** White space that moves the cursor: tabs, ends of lines and paragraphs. */
const MOVES = /[\t-\r\u0085\u2028\u2029]+/gu;

// Ranges, as in escaped.ts.

/** Control characters (Cc), and those that turn the direction of writing (Bidi_Control, UAX #9), so that a text looks like another one. */
const CONTROLS = /[^ -~\xa0-\u061b\u061d-\u200d\u2010-\u2029\u202f-\u2065\u206a-\u{10ffff}]/gu;
/** What stands for bytes that are no UTF-8: halves of pairs (Cs). */
const SURROGATES = /[\ud800-\udfff]/gu;

/**
 * Text from strangers, as a terminal or a page may show it: without control characters, without changes of the direction of
 * writing, on one line, U+FFFD for what is not UTF-8, no blanks around it. Throws a `CodecError` for what is no text.
 */
export function printable(text: string): string {
  if (typeof text !== 'string') throw invalid(text, 'text');
  return text.replace(SURROGATES, '\ufffd').replace(MOVES, ' ').replace(CONTROLS, '').trim();
}
