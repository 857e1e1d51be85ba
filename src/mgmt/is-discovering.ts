import type { Observable } from 'rxjs';
import { catchError, ignoreElements, of } from 'rxjs';
import { isStatusError } from './errors.js';
import type { Mgmt } from './mgmt.js';

/** No discovery has these kinds (discovery_type_is_valid in net/bluetooth/mgmt.c). */
const PROBED = ['LEPublic'] as const;

/**
 * Whether a discovery runs, whoever's it is; `undefined` if the kernel does not say. Nothing in mgmt is meant for that, but Stop Discovery
 * looks first whether one runs, and then whether its kinds are those that were given (stop_discovery in net/bluetooth/mgmt.c): with kinds
 * that none has it stops none. Never errors.
 *
 * @param timeout for the answer, in milliseconds
 */
export function isDiscovering(mgmt: Mgmt, index: number, timeout: number): Observable<boolean | undefined> {
  return mgmt.commandWith$('StopDiscovery', index, { addressType: PROBED }, { timeout }).pipe(
    ignoreElements(),
    catchError((error: unknown) => {
      if (isStatusError(error, 'Rejected')) return of(false);
      return of(isStatusError(error, 'InvalidParameters') ? true : undefined);
    }),
  );
}
