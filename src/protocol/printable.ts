/** White space that moves the cursor: tabs, ends of lines and paragraphs. */
const MOVES = /[\t-\r\u0085\u2028\u2029]+/gu;
/** Control characters, and those that turn the direction of writing, so that a text looks like another one. */
const CONTROLS = /[\p{Cc}\p{Bidi_Control}]/gu;
/** Also what stands for bytes that are no UTF-8. */
const UNPRINTABLE = /[\p{Cc}\p{Bidi_Control}\p{Zl}\p{Zp}\p{Cs}]/gu;

/**
 * Text from strangers, as a terminal or a page may show it: without control characters, without changes of the direction of
 * writing, on one line, U+FFFD for what is not UTF-8, no blanks around it.
 */
export function printable(text: string): string {
  return text
    .replace(/\p{Cs}/gu, '\ufffd')
    .replace(MOVES, ' ')
    .replace(CONTROLS, '')
    .trim();
}

/** Whether a text has nothing that {@link escaped} would replace. */
export function isPrintable(text: string): boolean {
  return text.search(UNPRINTABLE) === -1;
}

/** The same text with `\u001b` for each character that is not printable: for errors and dumps, in which nothing may get lost. */
export function escaped(text: string): string {
  return text.replace(UNPRINTABLE, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
