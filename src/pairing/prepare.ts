import type { Observable } from 'rxjs';
import { EMPTY, catchError, concat, defer, ignoreElements, map, of, tap, throwError } from 'rxjs';
import type { ControllerState } from '../controllers/controller-state.js';
import { whenNotBusy } from '../controllers/when-not-busy.js';
import { isStatusError } from '../mgmt/errors.js';
import type { Mgmt } from '../mgmt/mgmt.js';
import { held } from './held.js';
import type { PairingSetting } from './options.js';

/**
 * Switches on what is off, and emits once what that was. Does not complete: Bondable is switched off again when it is unsubscribed from.
 * The others stay: off, they would only make the next keys worse.
 */
export function prepare(
  mgmt: Mgmt,
  { index, settings, supportedSettings }: ControllerState,
  wanted: readonly PairingSetting[],
): Observable<readonly PairingSetting[]> {
  return defer(() => {
    const isOff = (name: PairingSetting): boolean =>
      wanted.includes(name) && supportedSettings[name] && !settings[name];
    const done: PairingSetting[] = [];
    // Where it does not work after all, the steps say how good the keys are.
    const on = (name: PairingSetting, command$: Observable<unknown>): Observable<never> =>
      !isOff(name)
        ? EMPTY
        : whenNotBusy(mgmt, command$).pipe(
            tap({ complete: () => done.push(name) }),
            ignoreElements(),
            catchError((error: unknown) =>
              isStatusError(error, 'NotSupported', 'Rejected') ? EMPTY : throwError(() => error),
            ),
          );
    const better$ = concat(
      on('SecureSimplePairing', mgmt.command$('SetSecureSimplePairing', index, true)),
      on('SecureConnections', mgmt.command$('SetSecureConnections', index, 'On')),
    );
    if (!wanted.includes('Bondable')) return concat(better$, of(done));
    const bondable$ = held(mgmt, {
      index,
      name: 'Bondable',
      isSet: settings.Bondable,
      set$: mgmt.command$('SetBondable', index, true),
      undo: (sender) => sender.command$('SetBondable', index, false),
    });
    return concat(better$, bondable$.pipe(map((isNew): PairingSetting[] => (isNew ? ['Bondable', ...done] : done))));
  });
}
