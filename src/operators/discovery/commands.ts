import type { Observable } from 'rxjs';
import { EMPTY, catchError, ignoreElements, tap } from 'rxjs';
import { isDiscovering } from '../../mgmt/is-discovering.js';
import type { Mgmt } from '../../mgmt/mgmt.js';
import type { FoundDevice } from './report.js';
import { TOLD_SOON } from './timing.js';

/** Asks whether a discovery runs, whoever's it is; the answer is `undefined` if the kernel does not say. */
export function isRunning(mgmt: Mgmt, index: number, answered: (runs: boolean | undefined) => void): Observable<never> {
  return isDiscovering(mgmt, index, TOLD_SOON).pipe(tap(answered), ignoreElements());
}

/** Tells the kernel that the name of a device is not known, so that it asks for it. Too late is no harm. */
export function confirmName(mgmt: Mgmt, { index, address, addressType }: FoundDevice): Observable<never> {
  return mgmt.command$('ConfirmName', index, address, addressType, false).pipe(
    ignoreElements(),
    catchError(() => EMPTY),
  );
}
