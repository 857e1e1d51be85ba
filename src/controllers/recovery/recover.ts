import type { Observable } from 'rxjs';
import { defer, finalize, ignoreElements, switchMap, takeUntil, tap, throwError } from 'rxjs';
import type { Proof } from './ladder.js';
import { Ladder } from './ladder.js';
import type { Occupation } from './marker.js';
import { markerOf, occupy } from './marker.js';
import type { RecoverOptions, RecoverSettings } from './options.js';
import { recoverSettings } from './options.js';
import { stateNow } from './power.js';
import { RecoveryError } from './recovery-error.js';
import type { RecoveryStep } from './reports.js';
import type { Controller } from '../controller.js';
import { controller as controllerAt } from '../controller.js';
import { lastingState } from '../lasting-state.js';
import { checkController } from '../check-controller.js';

/**
 * Makes a controller work again: takes ever stronger steps until it is on and a discovery can be started. Each step is reported; the last
 * report says which one has helped, and then it completes.
 *
 * ```ts
 * recover(adapter, linuxRecovery()).subscribe((step) => console.log(step));
 * ```
 *
 * It means the controller that is there now, by its address, even if `controller` means whoever sits at an index. Steps that end
 * connections are left out while there are some. Whatever happens, power is switched on again, also if it is unsubscribed from in the middle.
 *
 * Errors: `RecoveryError` if nothing has helped, with what was tried; `StatusError` `PermissionDenied`; `TransportError`.
 *
 * @throws OptionError
 */
export function recover(controller: Controller, options: RecoverOptions = {}): Observable<RecoveryStep> {
  const settings = recoverSettings(options);
  return climb(checkController(controller), settings);
}

/** While a sign of life is waited for, `keep` puts right what the step has reset: without LE nothing is heard. */
const unhindered =
  (proof: Proof, { enter }: Occupation): Proof =>
  () => {
    enter('Proof');
    return proof().pipe(
      tap((isHeard) => {
        if (!isHeard) enter('Step');
      }),
    );
  };

/** The ladder for the controller that is there now. Two at once would undo each other's steps. */
export function climb(controller: Controller, settings: RecoverSettings, proof?: Proof): Observable<RecoveryStep> {
  const { mgmt } = controller;
  return stateNow(controller, settings.timeout).pipe(
    switchMap((state) => {
      if (state?.configured !== true) return throwError(() => new RecoveryError('Absent', state));
      const { address } = state;
      return defer(() => {
        const occupation = occupy(mgmt, address);
        if (occupation === undefined) return throwError(() => new RecoveryError('InProgress', state));
        const adapter = controllerAt(mgmt, address);
        const marker = markerOf(mgmt, settings.marker);
        const ladder = new Ladder(adapter, state, settings, marker, proof && unhindered(proof, occupation));
        // Steps wait, too: what was switched off has to be on again before a client that is being closed is.
        const isOver$ = lastingState(adapter).pipe(ignoreElements());
        return ladder.climb().pipe(takeUntil(isOver$), finalize(occupation.leave));
      });
    }),
  );
}
