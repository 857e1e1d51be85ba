import { describeValue } from './describe-value.js';
import { isDeepEqual, isMatcher } from './is-deep-equal.js';

/** So much of a value is shown on one line. */
const LONGEST = 100;

/** A value on one line; what is too long is cut. */
function inline(value: unknown): string {
  const text = describeValue(value)
    .map((line) => line.trim())
    .join(' ')
    .replace(/,? ([\]}])/g, ' $1');
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}

type Indexed = Readonly<Record<string, unknown>>;

const isRecord = (value: unknown): boolean => Object.prototype.toString.call(value) === '[object Object]';

/** Whether two values are made of parts that have names, so that one can be named in which they differ. */
const haveParts = (actual: unknown, expected: unknown): boolean =>
  (Array.isArray(actual) && Array.isArray(expected)) ||
  (isRecord(actual) && isRecord(expected) && !isMatcher(expected));

const partOf = (path: string, key: string, isItem: boolean): string => {
  if (isItem) return `${path}[${key}]`;
  return path === '' ? key : `${path}.${key}`;
};

/** In one line what differs first between two values that are not equal: where it is, what is there, what is expected. */
export function firstDifference(
  actual: unknown,
  expected: unknown,
  path = '',
  around: readonly unknown[] = [],
): string {
  if (haveParts(actual, expected)) {
    const [have, want] = [actual as Indexed, expected as Indexed];
    for (const key of new Set([...Object.keys(want), ...Object.keys(have)])) {
      const at = partOf(path, key, Array.isArray(actual));
      if (!Object.hasOwn(have, key)) return `${at} is missing, expected ${inline(want[key])}`;
      if (!Object.hasOwn(want, key)) return `${at} is not expected: ${inline(have[key])}`;
      // What contains itself differs elsewhere.
      if (have[key] === actual || around.includes(have[key]) || isDeepEqual(have[key], want[key])) continue;
      return firstDifference(have[key], want[key], at, [...around, actual]);
    }
  }
  return `${path === '' ? 'the value' : path} is ${inline(actual)}, expected ${inline(expected)}`;
}
