import { isObject } from './errors.js';
import { NON_CONTROLLER, plainIndex } from './header.js';
import { OptionError } from './option-error.js';
import { didYouMean } from './suggestion.js';
import { encodeText } from './text.js';

/** Checks of options, each made by the function that was given them, before it does anything. All throw {@link OptionError}. */

/** An object of options, in any realm; not an array, a promise, a Map or what else has no options by name. */
const isOptions = (value: unknown): value is Readonly<Record<string, unknown>> =>
  Object.prototype.toString.call(value) === '[object Object]';

/** The path of an option inside of another one. */
export const pathOf = (where: string | undefined, name: string): string => (where ? `${where}.${name}` : name);

/**
 * What is given instead of options, and names that are none: a misspelt option would be ignored in silence.
 *
 * @param where the option that holds these, if they are not the outermost ones
 * @param needed options that can't be left out
 */
export function checkNames(
  options: unknown,
  known: readonly string[],
  where?: string,
  needed: readonly string[] = [],
): void {
  if (!isOptions(options)) {
    const which = needed.length > 0 ? `, with ${needed.join(' and ')}` : '';
    throw new OptionError(where ?? 'options', options, `an object of options${which}`);
  }
  for (const name of Object.keys(options)) {
    if (known.includes(name)) continue;
    throw new OptionError(pathOf(where, name), options[name], `an option here${didYouMean(name, known)}`);
  }
}

/** A check for each option: none of them can be forgotten. It is given the option's path and its value, `undefined` apart. */
export type OptionChecks<T> = {
  readonly [K in keyof T]-?: (option: string, value: Exclude<T[K], undefined>) => unknown;
};

/**
 * All options of one object: their names, and what each of them may be.
 *
 * @param needed options that can't be left out
 */
export function checkOptions<T extends object>(
  options: T,
  checks: OptionChecks<T>,
  where?: string,
  needed: readonly (keyof T & string)[] = [],
): T {
  checkNames(options, Object.keys(checks), where, needed);
  for (const name of Object.keys(checks) as (keyof T & string)[]) {
    const value = options[name] as Exclude<T[keyof T & string], undefined>;
    if (value !== undefined || needed.includes(name)) checks[name](pathOf(where, name), value);
  }
  return options;
}

/** An array without holes; each item is checked with its path, such as `devices[2]`. */
export function checkList<T>(option: string, value: readonly T[], check: (path: string, item: T) => unknown): void {
  const items: unknown = value;
  if (!Array.isArray(items)) throw new OptionError(option, value, 'an array');
  // Not forEach, which leaves out holes.
  for (const [i, item] of value.entries()) check(`${option}[${i}]`, item);
}

/** A duration in milliseconds, at least `min`. Infinity means for ever. */
export function checkDuration(option: string, value: number, { min = 0 }: { min?: number } = {}): number {
  if (typeof value === 'number' && value >= min) return value;
  throw new OptionError(option, value, `a number of milliseconds, at least ${min}, or Infinity`);
}

/** A duration in milliseconds above 0. Infinity means for ever. */
export function checkPositiveDuration(option: string, value: number): number {
  if (typeof value === 'number' && value > 0) return value;
  throw new OptionError(option, value, 'a positive number of milliseconds, or Infinity');
}

export function checkInteger(option: string, value: number, min: number, max: number): number {
  if (Number.isInteger(value) && value >= min && value <= max) return value;
  const limit = max >= Number.MAX_SAFE_INTEGER ? `from ${min} on` : `from ${min} to ${max}`;
  throw new OptionError(option, value, `an integer ${limit}`);
}

/** How often or how many: an integer from `min` on, or Infinity for any number of times. */
export function checkCount(option: string, value: number, min: number): number {
  return value === Infinity ? value : checkInteger(option, value, min, Number.MAX_SAFE_INTEGER);
}

export function checkNumber(option: string, value: number, min: number, max: number): number {
  if (typeof value === 'number' && value >= min && value <= max) return value;
  throw new OptionError(option, value, `a number from ${min} to ${max}`);
}

export function checkOneOf<T extends string>(option: string, value: T, known: readonly T[]): T {
  if (known.includes(value)) return value;
  const names = known.map((name) => `'${name}'`).join(', ');
  throw new OptionError(option, value, `one of ${names}${didYouMean(value, known)}`);
}

/** One of some words, or one number of a range: what the protocol has a name for, and what it does not. */
export function checkNameOrNumber(option: string, value: string | number, known: readonly string[], max: number): void {
  if (typeof value === 'string' && known.includes(value)) return;
  if (Number.isInteger(value) && Number(value) >= 0 && Number(value) <= max) return;
  throw new OptionError(option, value, `a known name or an integer from 0 to ${max}${didYouMean(value, known)}`);
}

/** Whether it is an object with these methods, of whatever class. */
export const hasFunctions = (value: unknown, ...names: readonly string[]): boolean =>
  isObject(value) && names.every((name) => typeof Reflect.get(value, name) === 'function');

export function checkFunction(option: string, value: unknown): void {
  if (typeof value !== 'function') throw new OptionError(option, value, 'a function');
}

export function checkBoolean(option: string, value: boolean): boolean {
  if (typeof value === 'boolean') return value;
  throw new OptionError(option, value, 'true or false');
}

/** How many bytes text takes as UTF-8; NaN for what is no text, or not well-formed. */
function lengthOfText(value: string): number {
  try {
    return typeof value === 'string' ? encodeText(value).length : NaN;
  } catch {
    return NaN;
  }
}

/** Text of at most so many bytes as UTF-8. */
export function checkText(option: string, value: string, maxBytes: number, minBytes = 0): string {
  const length = lengthOfText(value);
  if (length >= minBytes && length <= maxBytes) return value;
  throw new OptionError(option, value, `text of ${minBytes} to ${maxBytes} bytes as UTF-8`);
}

/** The path of something in the file system, such as `'a file'`. */
export function checkPath(option: string, value: string, what: string): string {
  if (typeof value === 'string' && value !== '') return value;
  throw new OptionError(option, value, `the path of ${what}`);
}

export function checkAddress(option: string, value: string): string {
  if (typeof value === 'string' && /^[0-9a-f]{2}(:[0-9a-f]{2}){5}$/i.test(value)) return value;
  throw new OptionError(option, value, "an address such as '00:AA:01:01:00:01'");
}

/** A controller, or none: `null`, or what stands for it on the wire. Gives it as people see it. */
export function checkIndex(option: string, index: number | null): number | null {
  if (index === null || (Number.isInteger(index) && index >= 0 && index <= NON_CONTROLLER)) return plainIndex(index);
  throw new OptionError(option, index, 'a controller, an integer from 0 to 65534, or null for none');
}
