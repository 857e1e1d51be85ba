import { lazy, namesOf, uuidKey } from './lookup.js';
import { characteristics } from './characteristics.generated.js';

const names = /* @__PURE__ */ lazy(() => namesOf(characteristics()));

/**
 * The name of a characteristic, such as `'Battery Level'` for `'2a19'`.
 *
 * @param uuid long form, with or without dashes, short form, or the short form as a number
 */
export function characteristicName(uuid: string | number): string | undefined {
  return names().get(uuidKey(uuid));
}
