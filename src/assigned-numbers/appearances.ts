import { appearances } from './appearances.generated.js';
import { lazy, namesOf } from './lookup.js';

const names = /* @__PURE__ */ lazy(() => namesOf(appearances()));

/** Six bits of an appearance are its subcategory. */
const SUBCATEGORIES = 64;

/**
 * The name of an appearance, such as `'Laptop'` for 0x0083: of its subcategory, or of its category if that has no name.
 *
 * @param appearance 0 to 65535
 */
export function appearanceName(appearance: number): string | undefined {
  // What is no appearance is in no category.
  if (!(appearance >= 0 && Number.isInteger(appearance))) return undefined;
  return names().get(appearance) ?? names().get(appearance - (appearance % SUBCATEGORIES));
}
