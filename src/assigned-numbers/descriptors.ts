import { lazy, namesOf, uuidKey } from './lookup.js';
import { descriptors } from './descriptors.generated.js';

const names = /* @__PURE__ */ lazy(() => namesOf(descriptors()));

/**
 * The name of a descriptor, such as `'Client Characteristic Configuration'` for `'2902'`.
 *
 * @param uuid long form, with or without dashes, short form, or the short form as a number
 */
export function descriptorName(uuid: string | number): string | undefined {
  return names().get(uuidKey(uuid));
}
