import { companies } from './companies.generated.js';
import { lazy, namesOf } from './lookup.js';

const names = /* @__PURE__ */ lazy(() => namesOf(companies()));

/**
 * The name of a company, such as `'Apple, Inc.'` for 0x004C.
 *
 * @param company its number, 0 to 65535, as it stands in manufacturer data
 */
export function companyName(company: number): string | undefined {
  return names().get(company);
}
