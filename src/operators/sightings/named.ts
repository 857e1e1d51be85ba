import type { OperatorFunction } from 'rxjs';
import { filter } from 'rxjs';
import { OptionError } from '../../protocol/option-error.js';

/** With its name known. */
export type Named<T> = T & { readonly name: string };

/** Also one of another realm, such as that of a test runner. */
const isRegExp = (value: unknown): value is RegExp => Object.prototype.toString.call(value) === '[object RegExp]';

/**
 * Lets through devices whose name is known; with a name or a pattern, those that are called so.
 *
 * ```ts
 * scan(adapter).pipe(named(/^Ruuvi/)).subscribe(({ name }) => console.log(name));
 * ```
 *
 * @param name the whole name, or a regular expression. Default: any
 * @throws OptionError for what is neither
 */
export function named<T extends { readonly name: string | undefined }>(
  name?: string | RegExp,
): OperatorFunction<T, Named<T>> {
  if (name !== undefined && typeof name !== 'string' && !isRegExp(name)) {
    throw new OptionError('name', name, 'a name or a regular expression');
  }
  // Without the flags that make a pattern remember where it was.
  const pattern = isRegExp(name) ? new RegExp(name.source, name.flags.replace(/[gy]/g, '')) : undefined;
  return filter(
    (sighting): sighting is Named<T> =>
      sighting.name !== undefined && (pattern?.test(sighting.name) ?? (name === undefined || sighting.name === name)),
  );
}
