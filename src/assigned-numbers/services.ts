import { keyedNames, lazy, uuidKey } from './lookup.js';
import { services } from './services.generated.js';

const names = lazy(() => keyedNames(services()));

/**
 * The name of a service, such as `'Battery Service'` for `'180f'`.
 *
 * @param uuid long form, short form, or the short form as a number
 */
export function serviceName(uuid: string | number): string | undefined {
  return names().get(uuidKey(uuid));
}
