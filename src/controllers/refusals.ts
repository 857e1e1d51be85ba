import type { Observable } from 'rxjs';
import { EMPTY, catchError, filter, ignoreElements, map, merge, of, switchMap, take, throwError } from 'rxjs';
import type { Controller } from './controller.js';
import type { ControllerState, Peer } from './controller-state.js';
import { StatusError, isStatusError } from '../mgmt/errors.js';
import type { Mgmt } from '../mgmt/mgmt.js';
import { checkOneOf } from '../protocol/options.js';
import type { CommandName } from '../protocol/tables.js';

/** What a workflow needs of a controller, and what becomes of it meanwhile. */
export interface Needs {
  /** What errors call it, such as `'scan'`. */
  readonly activity: string;
  /** The command that errors name. */
  readonly command: CommandName;
  readonly technologies: readonly ('LowEnergy' | 'BREDR')[];
  readonly whenOff: 'pause' | 'error';
  readonly whenAbsent: 'pause' | 'error';
}

type Switches = Readonly<Record<'Powered' | 'LowEnergy' | 'BREDR', boolean>>;

const REACTIONS = ['pause', 'error'] as const;

/** What `whenOff` and `whenAbsent` may be. Throws an `OptionError`. */
export const checkReaction = (option: string, value: 'pause' | 'error'): 'pause' | 'error' =>
  checkOneOf(option, value, REACTIONS);

/** What must be on for devices with addresses of these types. */
export const technologiesOf = (addressTypes: readonly Peer['addressType'][]): Needs['technologies'] => [
  ...(addressTypes.some((type) => type !== 'BREDR') ? (['LowEnergy'] as const) : []),
  ...(addressTypes.includes('BREDR') ? (['BREDR'] as const) : []),
];

/** Whether a controller is on, with all that is needed. */
export const isReady = (technologies: Needs['technologies'], on: Switches): boolean =>
  on.Powered && technologies.every((technology) => on[technology]);

const lacking = ({ technologies }: Needs, on: Switches): string =>
  technologies.includes('LowEnergy') && !on.LowEnergy ? 'LE' : 'BR/EDR';

/** Why it can't go on, if it is not to wait. */
function refusal(needs: Needs, state: ControllerState | undefined): StatusError | undefined {
  const { activity, command, technologies, whenAbsent, whenOff } = needs;
  type Code = 'InvalidIndex' | 'NotPowered' | 'Rejected' | 'NotSupported';
  const error = (code: Code, advice: string): StatusError =>
    new StatusError({ command, index: state?.index ?? null }, code, { source: 'library', advice });
  if (state?.configured !== true) {
    if (whenAbsent === 'pause') return undefined;
    return error(
      'InvalidIndex',
      `The controller is not ${state === undefined ? 'there' : 'configured'}. With whenAbsent: 'pause' the ${activity} waits until it is.`,
    );
  }
  const { settings, supportedSettings } = state;
  if (!isReady(technologies, { ...supportedSettings, Powered: true })) {
    return error(
      'NotSupported',
      `The controller has no ${lacking(needs, supportedSettings)}, which the ${activity} needs.`,
    );
  }
  if (whenOff === 'pause' || isReady(technologies, settings)) return undefined;
  const more = `With whenOff: 'pause' the ${activity} waits until it is on.`;
  if (!settings.Powered) return error('NotPowered', `The controller is off. ${more}`);
  return error('Rejected', `${lacking(needs, settings)} is switched off on the controller. ${more}`);
}

/** The kernel looks at the privilege before anything else, also when there is no such controller (hci_mgmt_cmd in net/bluetooth/hci_sock.c). */
export const permission = (mgmt: Mgmt, index: number): Observable<never> =>
  mgmt.command$('GetConnections', index).pipe(
    ignoreElements(),
    catchError((why: unknown) => (isStatusError(why, 'PermissionDenied') ? throwError(() => why) : EMPTY)),
  );

/** Never emits. Fails when a workflow can't go on, and at once if it never can. */
export function refusals({ mgmt, state$ }: Controller, needs: Needs): Observable<never> {
  const refused$ = state$.pipe(
    map((state) => refusal(needs, state)),
    filter((why) => why !== undefined),
    switchMap((why) => throwError(() => why)),
  );
  const first$ = state$.pipe(
    take(1),
    // One that is ready tells by itself.
    switchMap((state) =>
      state !== undefined && isReady(needs.technologies, state.settings) ? EMPTY : of(state?.index ?? 0),
    ),
    switchMap((index) => permission(mgmt, index)),
  );
  return merge(first$, refused$);
}
