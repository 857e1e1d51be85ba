import { lazy, namesOf, uuidKey } from './lookup.js';
import { registered } from './registered.generated.js';
import { services } from './services.generated.js';

const names = /* @__PURE__ */ lazy(() => namesOf(registered(), services()));

/**
 * The name of a service, such as `'Battery Service'` for `'180f'`. A 16-bit UUID that belongs to a company or to another
 * standards body has its owner's name if nothing better is known: `'Xiaomi Inc.'` for `'fe95'`.
 *
 * @param uuid long form, with or without dashes, short form, or the short form as a number
 */
export function serviceName(uuid: string | number): string | undefined {
  return names().get(uuidKey(uuid));
}
