import type { Observable, OperatorFunction } from 'rxjs';
import { filter } from 'rxjs';
import { narrowed } from '../mgmt/event-stream.js';
import { checkEventName } from '../protocol/event-names.js';
import type { MgmtEvent } from '../protocol/tables.js';

/**
 * Lets through the events with the given names, typed accordingly. Right behind `events$` it costs nothing while others come.
 *
 * ```ts
 * mgmt.events$.pipe(ofEvent('DeviceConnected', 'DeviceDisconnected')).subscribe((e) => console.log(e.address));
 * ```
 *
 * @throws OptionError for a name that no event has
 */
export function ofEvent<T extends { readonly event: MgmtEvent['event'] }, N extends T['event']>(
  ...names: readonly N[]
): OperatorFunction<T, Extract<T, { readonly event: N }>> {
  for (const name of names) checkEventName(name);
  const wanted: ReadonlySet<string> = new Set(names);
  const isWanted = (event: T): event is Extract<T, { readonly event: N }> => wanted.has(event.event);
  return (source$) => {
    const narrow$ = narrowed(source$, { names: wanted });
    // The client hands out events with these names only, which the compiler can't know.
    return narrow$ === undefined
      ? source$.pipe(filter(isWanted))
      : (narrow$ as Observable<unknown> as Observable<Extract<T, { readonly event: N }>>);
  };
}
