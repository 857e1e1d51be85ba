import type { ControllerState } from '../controller-state.js';
import { isMgmtError } from '../../mgmt/errors.js';
import { MgmtError } from '../../protocol/errors.js';

/**
 * `'Absent'`: it is not there, has not returned, or can't be read. `'Silent'`: it answers, but nothing was heard after any step. `'Exhausted'`: it does
 * not work after any step. `'InProgress'`: it is being recovered already, by the same client.
 */
export type RecoveryFailure = 'Absent' | 'Silent' | 'Exhausted' | 'InProgress';

/** A controller could not be made to work again. */
export class RecoveryError extends MgmtError {
  override readonly name = 'RecoveryError';
  /** Where it is, or was; `null` if it was not there at all. */
  readonly index: number | null;
  readonly address: string | null;

  constructor(
    readonly code: RecoveryFailure,
    state: ControllerState | undefined,
    /** What was tried, and what was left out and why, in words. */
    readonly steps: readonly string[] = [],
    cause?: Error,
  ) {
    const which = state === undefined ? 'The controller' : `Controller ${state.index} (${state.address})`;
    super([`${which} ${MEANINGS[code]}`, ...steps].join(' '), { cause });
    this.index = state?.index ?? null;
    this.address = state?.address ?? null;
  }
}

const MEANINGS: Readonly<Record<RecoveryFailure, string>> = {
  Absent: 'is not there, not configured, or can not be read. Plug it in (again); whenever it returns it can be used.',
  Silent: 'answers, but nothing was heard after any step. Either no device is there, or its radio is deaf.',
  Exhausted: 'does not work after any step. Plug it in again, or restart the machine.',
  InProgress: 'is being recovered already. Wait for that.',
};

/** Whether `recover` has given up. By name, since an application may have loaded this library twice. */
export function isRecoveryError(error: unknown): error is RecoveryError {
  return isMgmtError(error) && error.name === 'RecoveryError';
}
