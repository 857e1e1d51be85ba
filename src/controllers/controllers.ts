import type { Observable } from 'rxjs';
import type { ControllerState } from './controller-state.js';
import { liveControllers } from './live-controllers.js';
import type { Mgmt } from '../mgmt/mgmt.js';
import { checkMgmt } from '../mgmt/check-mgmt.js';

/**
 * The controllers that are present, by index: the list of now first, then a new one with each change, whoever caused it. The
 * list and all in it are frozen; what did not change is the same object as before.
 *
 * Those that are not configured are in it, too. It reads once for all who look at this `Mgmt`, and again after a loss.
 *
 * ```ts
 * controllers(mgmt).subscribe((present) => console.table(present.map(({ index, address, name }) => ({ index, address, name }))));
 * ```
 *
 * Errors: `TransportError` only.
 *
 * @throws OptionError for what is no client
 */
export function controllers(mgmt: Mgmt): Observable<readonly ControllerState[]> {
  return liveControllers(checkMgmt(mgmt));
}
