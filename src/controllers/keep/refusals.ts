import { commandOf, frameOf } from './commands.js';
import type { KeepErrorDetails } from './keep-error.js';
import type { DesiredState } from './desired-state.js';
import type { Step } from './plan.js';
import type { Controller } from '../controller.js';
import type { ControllerState } from '../controller-state.js';
import type { NeighbourError } from '../../mgmt/errors.js';
import { StatusError, isNeighbourError, isStatusError, isTimeoutError, isTransportError } from '../../mgmt/errors.js';
import { refusalBeside } from '../../mgmt/neighbours.js';

export type Refusal = Exclude<KeepErrorDetails['refusal'], undefined>;

/** What may be otherwise at the next attempt. ENETDOWN comes from `send` for a controller that goes off. */
export function isPassing(error: unknown): error is Refusal {
  if (isStatusError(error)) {
    return !isStatusError(error, 'PermissionDenied', 'NotSupported', 'InvalidParameters', 'UnknownCommand');
  }
  // It may be stopped.
  if (isNeighbourError(error)) return true;
  return isTimeoutError(error) || isTransportError(error, 'ENETDOWN', 'ENODEV', 'ENOMEM', 'ENOBUFS');
}

/** The error for what a controller can't do; undefined if it can. */
export function notSupported({ name, value, desired }: Step, state: ControllerState): StatusError | undefined {
  const { supportedSettings, index } = state;
  const needed = name === 'DeviceClass' ? 'BREDR' : name;
  if (value === false || needed === 'Name' || needed === 'ShortName' || supportedSettings[needed]) return undefined;
  const why = needed === desired ? '' : `, which ${desired} needs`;
  return new StatusError({ command: commandOf(name), index }, 'NotSupported', {
    source: 'library',
    advice: `The controller has no ${needed}${why}: see supportedSettings of its state.`,
  });
}

/** Why the change that is meant in the end is not sent while bluetoothd runs: known before anything is done on the way to it. */
export function refusedBeside(
  { mgmt }: Controller,
  { desired }: Step,
  wanted: DesiredState,
  state: ControllerState,
): NeighbourError | undefined {
  return refusalBeside(mgmt, commandOf(desired), state.index, frameOf(desired, wanted[desired]!, state));
}
