type Pair = readonly [unknown, unknown];

/** As the matchers of jest, vitest and jasmine have it: `expect.any(Error)` can be expected without knowing of them. */
interface Matcher {
  asymmetricMatch(actual: unknown): boolean;
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;
export const isMatcher = (value: unknown): value is Matcher =>
  isObject(value) && 'asymmetricMatch' in value && typeof value.asymmetricMatch === 'function';

/** What kind of thing it is, whatever realm made it: test runners have realms of their own. */
const kindOf = (value: object): string => Object.prototype.toString.call(value);

/** What makes up a value besides its own properties. */
function contentsOf(value: object): readonly unknown[] {
  if (value instanceof Map) return [...(value as Map<unknown, unknown>)];
  if (value instanceof Set) return [...(value as Set<unknown>)];
  if (value instanceof Date) return [value.getTime()];
  if (isErrorLike(value)) return [value.name, value.message];
  return [];
}

const isErrorLike = (value: object): value is Error => kindOf(value) === '[object Error]';

/** Whether two values look the same: own enumerable properties, bytes, maps, sets, dates, and errors by name and message. */
export function isDeepEqual(actual: unknown, expected: unknown, open: readonly Pair[] = []): boolean {
  if (Object.is(actual, expected)) return true;
  if (isMatcher(expected)) return expected.asymmetricMatch(actual);
  if (!isObject(actual) || !isObject(expected)) return false;
  if (kindOf(actual) !== kindOf(expected)) return false;
  // A value inside itself: equal as far as can be seen from here.
  if (open.some(([a, b]) => a === actual && b === expected)) return true;
  const inner: readonly Pair[] = [...open, [actual, expected]];
  const keys = Object.keys(actual);
  return (
    keys.length === Object.keys(expected).length &&
    keys.every(
      (key) => Object.hasOwn(expected, key) && isDeepEqual(valueOf(actual, key), valueOf(expected, key), inner),
    ) &&
    (isPlain(actual) || isDeepEqual(contentsOf(actual), contentsOf(expected), inner))
  );
}

const valueOf = (of: object, key: string): unknown => (of as Readonly<Record<string, unknown>>)[key];
const isPlain = (value: object): boolean => Array.isArray(value) || contentsOf(value).length === 0;
