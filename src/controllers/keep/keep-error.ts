import type { ControllerState } from '../controller-state.js';
import type { DesiredName, DesiredValue } from './desired-state.js';
import type { NeighbourError, StatusError, TimeoutError } from '../../mgmt/errors.js';
import { isMgmtError } from '../../mgmt/errors.js';
import { MgmtError, show } from '../../protocol/errors.js';
import type { TransportError } from '../../transport/errors.js';

/** What came of the last attempt: it was refused, or undone. */
export interface KeepErrorDetails {
  readonly desired: DesiredName;
  /** What it should have been. */
  readonly value: DesiredValue;
  readonly attempts: number;
  /** `undefined`: it was undone. */
  readonly refusal: StatusError | TimeoutError | TransportError | NeighbourError | undefined;
}

/** A controller could not be kept as it is desired. */
export class KeepError extends MgmtError {
  override readonly name = 'KeepError';
  /** `'Refused'`: the kernel refused the change. `'Contested'`: it was undone again and again, by whomever. */
  readonly code: 'Refused' | 'Contested';
  /** What could not be kept. */
  readonly desired: DesiredName;
  readonly attempts: number;
  /** Where the controller is, and which one it is. */
  readonly index: number;
  readonly address: string;

  constructor(state: ControllerState, details: KeepErrorDetails) {
    const { index, address } = state;
    const { desired, value, attempts, refusal } = details;
    const what = `${desired}: ${show(value)} of controller ${index} (${address})`;
    super(
      refusal === undefined
        ? `${what} was undone after each of ${attempts} attempts. Another program wants it otherwise, such as bluetoothd ` +
            `(/etc/bluetooth/main.conf), or the controller does not keep it.`
        : `${what} was refused at each of ${attempts} attempts. The last time: ${refusal.message}`,
      { cause: refusal },
    );
    this.code = refusal === undefined ? 'Contested' : 'Refused';
    this.desired = desired;
    this.attempts = attempts;
    this.index = index;
    this.address = address;
  }
}

/** Whether `keep` has given up. By name, since an application may have loaded this library twice. */
export function isKeepError(error: unknown): error is KeepError {
  return isMgmtError(error) && error.name === 'KeepError';
}
