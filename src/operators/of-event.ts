import type { OperatorFunction } from 'rxjs';
import { filter } from 'rxjs';

/**
 * Lets through the events with the given names, typed accordingly.
 *
 * ```ts
 * mgmt.events$.pipe(ofEvent('DeviceConnected', 'DeviceDisconnected')).subscribe((e) => console.log(e.address));
 * ```
 */
export function ofEvent<T extends { readonly event: string }, N extends T['event']>(
  ...names: readonly N[]
): OperatorFunction<T, Extract<T, { readonly event: N }>> {
  const wanted: ReadonlySet<string> = new Set(names);
  return filter((event): event is Extract<T, { readonly event: N }> => wanted.has(event.event));
}
