import { interleave } from '../../contract/harness/lines.js';
import type { Difference } from '../differences.js';
import { isTyped } from './numbered.js';

/**
 * What is different though no difference that is known says so, and what is known but is not different any more: with what was typed before.
 * Nothing if there is none of both.
 */
export function unexplained(
  expected: readonly string[],
  actual: readonly string[],
  known: readonly Difference[],
): string[] {
  const missing = known.flatMap(({ kernel = [] }) => kernel);
  const added = known.flatMap(({ simulator = [] }) => simulator);
  let typed = '';
  const flaws = interleave(expected, actual).flatMap(({ text, inFirst, inSecond }) => {
    if (isTyped(text)) typed = text;
    if (inFirst && inSecond) return [];
    if (takeFrom(inFirst ? missing : added, text)) return [];
    return [`at "${typed}" the ${inFirst ? 'kernel' : 'simulator'} has the line "${text}"`];
  });
  const unused = (where: string, lines: readonly string[]): string[] =>
    lines.map((line) => `the ${where} has not the line "${line}" any more: strike it out of differences.ts`);
  return [...flaws, ...unused('kernel alone', missing), ...unused('simulator alone', added)];
}

/** Removes the first that is the same; false if there is none. */
function takeFrom(lines: string[], text: string): boolean {
  const at = lines.indexOf(text);
  if (at >= 0) lines.splice(at, 1);
  return at >= 0;
}
