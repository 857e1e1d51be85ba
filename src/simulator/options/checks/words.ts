import { OptionError } from '../../../protocol/option-error.js';
import { checkOneOf } from '../../../protocol/options.js';

/** A check for one of some words. */
export const oneOf =
  <T extends string>(...known: readonly T[]) =>
  (option: string, value: T): T =>
    checkOneOf(option, value, known);

/** What a function of time gives at the beginning. @throws OptionError if it throws */
export function atFirst<T>(option: string, value: (time: number) => T): T {
  try {
    return value(0);
  } catch (error) {
    throw new OptionError(option, value, `a function of time that can be called: ${String(error)}`);
  }
}
