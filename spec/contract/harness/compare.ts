import { interleave } from './lines.js';

/** Throws an error that shows what is different, if something is. */
export function same(
  actual: readonly string[],
  expected: readonly string[] | undefined,
  message = 'It differs from its transcript:',
): void {
  if (expected === undefined) throw plainError('It was not recorded on this kernel: node scripts/record-contract.mjs');
  if (actual.join('\n') !== expected.join('\n')) throw plainError(`${message}\n${difference(expected, actual)}`);
}

/** Headings, and what is different: `-` what should have been, `+` what was instead. */
export function difference(expected: readonly string[], actual: readonly string[]): string {
  return interleave(expected, actual)
    .filter(({ text, inFirst, inSecond }) => !(inFirst && inSecond) || !/^[<>]/.test(text))
    .map(({ text, inFirst, inSecond }) => `${inFirst ? (inSecond ? ' ' : '-') : '+'} ${text}`)
    .join('\n');
}

/** An error that says all with its message: where it was noticed is of no interest. */
export function plainError(message: string): Error {
  const error = new Error(message);
  error.stack = message;
  return error;
}
