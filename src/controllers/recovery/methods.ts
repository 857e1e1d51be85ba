import type { Observable } from 'rxjs';
import { EMPTY, catchError, concat, ignoreElements, throwError } from 'rxjs';
import { ALL_KINDS } from './kinds.js';
import type { RecoveryMethod } from './method.js';
import type { Controller } from '../controller.js';
import { isStatusError } from '../../mgmt/errors.js';
import { checkDuration, checkOptions } from '../../protocol/options.js';
import { after } from '../../transport/schedule-after.js';

const isOff = 'It is switched off.';

/** Stops the discovery that runs, if one does, whoever's it is. */
function stopDiscovery(adapter: Controller): Observable<never> {
  const stop = ([kinds, ...others]: typeof ALL_KINDS): Observable<never> =>
    kinds === undefined
      ? EMPTY
      : adapter.command$('StopDiscovery', kinds).pipe(
          ignoreElements(),
          catchError((error: unknown) => {
            if (isStatusError(error, 'InvalidParameters')) return stop(others);
            return isStatusError(error, 'Rejected') ? EMPTY : throwError(() => error);
          }),
        );
  return stop(ALL_KINDS);
}

/**
 * Ends the discovery that runs, whoever's it is; those who want one, such as `discover`, begin anew. Cheap, and harmless. Starting one is
 * also how it is found out whether the controller works.
 */
export function restartDiscovery(): RecoveryMethod {
  return {
    name: 'restartDiscovery',
    gentle: true,
    needsAnswers: true,
    refusal: ({ settings }) => (settings.Powered ? undefined : isOff),
    apply: stopDiscovery,
  };
}

/** How a controller is switched off and on. */
export interface PowerCycleOptions {
  /** How long it stays off, in milliseconds. Default: 2000. */
  readonly duration?: number;
}

/**
 * Switches the controller off and on by commands. Ends all connections.
 *
 * @throws OptionError
 */
export function powerCycle(options: PowerCycleOptions = {}): RecoveryMethod {
  const { duration = 2000 } = checkOptions(options, { duration: checkDuration });
  return {
    name: 'powerCycle',
    needsAnswers: true,
    apply: (adapter, { settings }) =>
      settings.Powered ? concat(adapter.command$('SetPowered', false), after(duration, adapter.mgmt.scheduler)) : EMPTY,
  };
}
