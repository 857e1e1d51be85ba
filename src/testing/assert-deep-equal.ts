import { describeValue } from './describe-value.js';
import { diffLines } from './diff-lines.js';
import { firstDifference } from './first-difference.js';
import { isDeepEqual } from './is-deep-equal.js';

/**
 * Throws an error that begins with what differs if two values are not the same. What a `MgmtTestScheduler` uses unless it is
 * given the function of a test runner.
 */
export function assertDeepEqual(actual: unknown, expected: unknown): void {
  if (isDeepEqual(actual, expected)) return;
  const difference = diffLines(describeValue(expected), describeValue(actual));
  // A plain Error: jest takes one that is called AssertionError for Node's, and looks for values that this one lacks.
  throw new Error(`${firstDifference(actual, expected)}\n\n(- expected, + actual)\n${difference.join('\n')}\n`);
}
