import { describeValue } from './describe-value.js';
import { diffLines } from './diff-lines.js';
import { isDeepEqual } from './is-deep-equal.js';

/**
 * Throws an error that shows the difference if two values are not the same. What a `MgmtTestScheduler` uses unless it is given
 * the function of a test runner.
 */
export function assertDeepEqual(actual: unknown, expected: unknown): void {
  if (isDeepEqual(actual, expected)) return;
  const difference = diffLines(describeValue(expected), describeValue(actual));
  const error = new Error(`Not as expected (- expected, + actual):\n\n${difference.join('\n')}\n`);
  error.name = 'AssertionError';
  throw error;
}
