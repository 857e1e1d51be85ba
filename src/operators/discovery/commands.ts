import type { Observable } from 'rxjs';
import { EMPTY, catchError, ignoreElements, tap } from 'rxjs';
import { isStatusError } from '../../mgmt/errors.js';
import type { Mgmt } from '../../mgmt/mgmt.js';
import type { FoundDevice } from './report.js';
import { TOLD_SOON } from './timing.js';

/** No discovery has these kinds (discovery_type_is_valid in net/bluetooth/mgmt.c). */
const NOBODYS = ['LEPublic'] as const;

/**
 * Asks whether a discovery runs, whoever's it is; the answer is `undefined` if the kernel does not say. Nothing in mgmt is meant for that, but
 * Stop Discovery looks first whether one runs, and then whether its kinds are those that were given (stop_discovery in net/bluetooth/mgmt.c): with
 * kinds that none has it stops none.
 */
export function isRunning(mgmt: Mgmt, index: number, answered: (runs: boolean | undefined) => void): Observable<never> {
  return mgmt.commandWith$('StopDiscovery', index, { addressType: NOBODYS }, { timeout: TOLD_SOON }).pipe(
    tap({
      error: (error: unknown) => {
        if (isStatusError(error, 'Rejected')) answered(false);
        else answered(isStatusError(error, 'InvalidParameters') ? true : undefined);
      },
    }),
    ignoreElements(),
    catchError(() => EMPTY),
  );
}

/** Tells the kernel that the name of a device is not known, so that it asks for it. Too late is no harm. */
export function confirmName(mgmt: Mgmt, { index, address, addressType }: FoundDevice): Observable<never> {
  return mgmt.command$('ConfirmName', index, address, addressType, false).pipe(
    ignoreElements(),
    catchError(() => EMPTY),
  );
}
