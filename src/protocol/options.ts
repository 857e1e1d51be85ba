import { OptionError } from './option-error.js';
import { didYouMean } from './suggestion.js';

/** Checks of options, each made by the function that was given them, before it does anything. All throw {@link OptionError}. */

/** What is given instead of options, and names that are none: a misspelt option would be ignored in silence. */
export function checkNames(options: unknown, known: readonly string[], where = 'options'): void {
  if (typeof options !== 'object' || options === null) throw new OptionError(where, options, 'an object of options');
  for (const name of Object.keys(options)) {
    if (known.includes(name)) continue;
    throw new OptionError(name, (options as Record<string, unknown>)[name], `an option here${didYouMean(name, known)}`);
  }
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

export function checkNumber(option: string, value: number, min: number, max: number): number {
  if (typeof value === 'number' && value >= min && value <= max) return value;
  throw new OptionError(option, value, `a number from ${min} to ${max}`);
}

export function checkOneOf<T extends string>(option: string, value: T, known: readonly T[]): T {
  if (known.includes(value)) return value;
  throw new OptionError(option, value, `one of ${known.map((name) => `'${name}'`).join(', ')}`);
}

export function checkBoolean(option: string, value: boolean): boolean {
  if (typeof value === 'boolean') return value;
  throw new OptionError(option, value, 'true or false');
}
