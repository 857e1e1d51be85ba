import type { MonoTypeOperatorFunction } from 'rxjs';
import { filter } from 'rxjs';
import type { Sighting } from './sighting.js';
import type { BytesInput } from '../../protocol/bytes.js';
import { longForm } from '../discovery/options.js';
import { OptionError } from '../../protocol/option-error.js';

/**
 * Lets through devices that have one of these services: in a list that was heard, now or before, or by data of it.
 *
 * ```ts
 * scan(adapter).pipe(ofService('180d', 'fcd2')).subscribe(console.log);
 * ```
 *
 * @param uuids long form, short form (`'180f'`), or 16 bytes in wire order
 * @throws OptionError for what is no UUID, or if there is none
 */
export function ofService<T extends Pick<Sighting, 'services' | 'serviceData'>>(
  ...uuids: readonly BytesInput[]
): MonoTypeOperatorFunction<T> {
  if (uuids.length === 0) throw new OptionError('uuids', uuids, 'at least one service');
  const wanted = new Set(uuids.map((uuid, i) => longForm(`uuids[${i}]`, uuid)));
  return filter(
    ({ services, serviceData }) =>
      services.some((uuid) => wanted.has(uuid)) || serviceData.some(({ uuid }) => wanted.has(uuid)),
  );
}
