import type { Observable } from 'rxjs';
import { EMPTY, catchError, filter, ignoreElements, map, merge, of, switchMap, take, throwError } from 'rxjs';
import type { Controller } from '../controllers/controller.js';
import type { ControllerState } from '../controllers/controller-state.js';
import { StatusError, isStatusError } from '../mgmt/errors.js';
import type { Mgmt } from '../mgmt/mgmt.js';
import type { Plan } from './options.js';
import { isReady } from './options.js';

const COMMANDS = { active: 'StartDiscovery', passive: 'AddAdvertisementPatternsMonitor' } as const;

function error(
  plan: Plan,
  index: number | null,
  code: 'InvalidIndex' | 'NotPowered' | 'Rejected' | 'NotSupported',
  advice: string,
): StatusError {
  return new StatusError({ command: COMMANDS[plan.mode], index }, code, { source: 'library', advice });
}

/** Why this scan can't go on, if it is not to wait. */
function refusal(plan: Plan, state: ControllerState | undefined): StatusError | undefined {
  const { whenAbsent, whenOff, wish } = plan;
  if (state === undefined) {
    if (whenAbsent === 'pause') return undefined;
    return error(
      plan,
      null,
      'InvalidIndex',
      "The controller is not there. Without whenAbsent: 'error' the scan waits for it.",
    );
  }
  const { index, configured, settings, supportedSettings } = state;
  if (!configured) return undefined;
  if (!isReady(wish.kinds, { ...supportedSettings, Powered: true })) {
    const lacks = wish.kinds.includes('LEPublic') && !supportedSettings.LowEnergy ? 'LE' : 'BR/EDR';
    return error(plan, index, 'NotSupported', `The controller has no ${lacks}: ask for other addressTypes.`);
  }
  if (whenOff === 'pause' || isReady(wish.kinds, settings)) return undefined;
  const more = "Without whenOff: 'error' the scan waits.";
  if (!settings.Powered) return error(plan, index, 'NotPowered', `The controller is off. ${more}`);
  const what = wish.kinds.includes('LEPublic') && !settings.LowEnergy ? 'LE is' : 'BR/EDR is';
  return error(plan, index, 'Rejected', `${what} switched off on the controller. ${more}`);
}

/** The kernel looks at the privilege before anything else, also when there is no such controller (hci_mgmt_cmd in net/bluetooth/hci_sock.c). */
const permission = (mgmt: Mgmt, index: number): Observable<never> =>
  mgmt.command$('GetConnections', index).pipe(
    ignoreElements(),
    catchError((why: unknown) => (isStatusError(why, 'PermissionDenied') ? throwError(() => why) : EMPTY)),
  );

/** Never emits. Fails when the scan can't go on, and at once if it never can. */
export function refusals({ mgmt, state$ }: Controller, plan: Plan): Observable<never> {
  const refused$ = state$.pipe(
    map((state) => refusal(plan, state)),
    filter((why) => why !== undefined),
    switchMap((why) => throwError(() => why)),
  );
  const first$ = state$.pipe(
    take(1),
    // One that is ready tells by itself.
    switchMap((state) =>
      state !== undefined && isReady(plan.wish.kinds, state.settings) ? EMPTY : of(state?.index ?? 0),
    ),
    switchMap((index) => permission(mgmt, index)),
  );
  return merge(first$, refused$);
}
