import type { Observable } from 'rxjs';
import { hubOf } from './discovery/hubs.js';
import type { DiscoveryState } from './discovery/state.js';
import type { Mgmt } from '../mgmt/mgmt.js';
import { checkInteger } from '../protocol/options.js';
import { checkMgmt } from '../mgmt/check-mgmt.js';

/** The largest index of a controller: 65535 means none. */
const LAST_INDEX = 65_534;

/**
 * How it is with what {@link discover} does with this client on this controller: the present state first, then each change. Never
 * completes; opens nothing and sends nothing by itself.
 *
 * ```ts
 * discoveryState(mgmt, 0)
 *   .pipe(filter(({ phase }) => phase === 'waiting'))
 *   .subscribe(({ problem }) => console.warn(problem?.message));
 * ```
 *
 * @param index the controller, 0 to 65534
 * @throws OptionError if the client or the index makes no sense
 */
export function discoveryState(mgmt: Mgmt, index: number): Observable<DiscoveryState> {
  return hubOf(checkMgmt(mgmt), checkInteger('index', index, 0, LAST_INDEX)).state$;
}
