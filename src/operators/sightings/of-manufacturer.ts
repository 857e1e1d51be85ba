import type { MonoTypeOperatorFunction } from 'rxjs';
import { filter } from 'rxjs';
import type { Sighting } from './sighting.js';
import { OptionError } from '../../protocol/option-error.js';
import { checkInteger } from '../../protocol/options.js';

const LAST_COMPANY = 0xffff;

/**
 * Lets through what has data of one of these companies.
 *
 * ```ts
 * scan(adapter).pipe(ofManufacturer(0x0499)).subscribe(({ manufacturerData }) => console.log(manufacturerData));
 * ```
 *
 * @param companies their numbers, 0 to 65535
 * @throws OptionError for what is no such number, or if there is none
 */
export function ofManufacturer<T extends Pick<Sighting, 'manufacturerData'>>(
  ...companies: readonly number[]
): MonoTypeOperatorFunction<T> {
  if (companies.length === 0) throw new OptionError('companies', companies, 'at least one company');
  const wanted = new Set(companies.map((company, i) => checkInteger(`companies[${i}]`, company, 0, LAST_COMPANY)));
  return filter(({ manufacturerData }) => manufacturerData.some(({ company }) => wanted.has(company)));
}
