// Ranges, not names such as \p{Cc}: V8 collects the characters of a name when it reads the file, which took a tenth of what importing
// the library took. They stand for what is left, so that no control character stands in the code.

/**
 * Control characters (Cc), those that turn the direction of writing (Bidi_Control, UAX #9), halves of pairs (Cs), and the ends of lines and
 * paragraphs (Zl and Zp).
 */
const UNPRINTABLE = /[^ -~\xa0-\u061b\u061d-\u200d\u2010-\u2027\u202f-\u2065\u206a-\ud7ff\ue000-\u{10ffff}]/gu;

/** Whether a text has nothing that {@link escaped} would replace. */
export function isPrintable(text: string): boolean {
  return text.search(UNPRINTABLE) === -1;
}

/** The same text with `\u001b` for each character that is not printable: for errors and dumps, in which nothing may get lost. */
export function escaped(text: string): string {
  return text.replace(UNPRINTABLE, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
