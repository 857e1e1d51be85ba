import { keyedNames, lazy, uuidKey } from './lookup.js';
import { descriptors } from './descriptors.generated.js';

const names = lazy(() => keyedNames(descriptors()));

/**
 * The name of a descriptor, such as `'Client Characteristic Configuration'` for `'2902'`.
 *
 * @param uuid long form, short form, or the short form as a number
 */
export function descriptorName(uuid: string | number): string | undefined {
  return names().get(uuidKey(uuid));
}
