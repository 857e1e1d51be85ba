import { appearances } from './appearances.generated.js';
import { keyedNames, lazy, uuidKey } from './lookup.js';

const names = lazy(() => keyedNames(appearances()));

const SUBCATEGORY_BITS = 6;

/**
 * The name of an appearance, such as `'Laptop'` for 0x0083: of its subcategory, or of its category if that has no name.
 *
 * @param appearance 0 to 65535
 */
export function appearanceName(appearance: number): string | undefined {
  const category = (appearance >> SUBCATEGORY_BITS) << SUBCATEGORY_BITS;
  return names().get(uuidKey(appearance)) ?? names().get(uuidKey(category));
}
