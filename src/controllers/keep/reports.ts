import type { ControllerState } from '../controller-state.js';
import type { DesiredName, DesiredValue } from './desired-state.js';
import type { NeighbourError, StatusError, TimeoutError } from '../../mgmt/errors.js';
import type { TransportError } from '../../transport/errors.js';

/** What `keep` has seen and done. */
export type KeepReport =
  /** All is as it is desired. */
  | { readonly report: 'Kept'; readonly state: ControllerState }
  /** The controller is not there, or not configured. It goes on when it is. */
  | { readonly report: 'Absent' }
  /** It is being recovered by the same client, which switches it off and on. It goes on afterwards. */
  | { readonly report: 'Recovering' }
  /** Something is not as it is desired. It will be changed in `delay` milliseconds. */
  | {
      readonly report: 'Deviation';
      readonly name: DesiredName;
      readonly desired: DesiredValue;
      readonly found: DesiredValue;
      readonly delay: number;
    }
  /**
   * Something that was changed is not as it is desired again: another program wants it otherwise, or the controller does not
   * keep it. It has been changed `attempts` times; again in `delay` milliseconds.
   */
  | {
      readonly report: 'Contested';
      readonly name: DesiredName;
      readonly desired: DesiredValue;
      readonly found: DesiredValue;
      readonly attempts: number;
      readonly delay: number;
    }
  /** Something was changed, because it or something that takes this change is `desired`. */
  | {
      readonly report: 'Changed';
      readonly name: DesiredName;
      readonly value: DesiredValue;
      readonly desired: DesiredName;
    }
  /** A change was refused, for the `attempts`th time; again in `delay` milliseconds. */
  | {
      readonly report: 'Refused';
      readonly name: DesiredName;
      readonly value: DesiredValue;
      readonly desired: DesiredName;
      readonly error: StatusError | TimeoutError | TransportError | NeighbourError;
      readonly attempts: number;
      readonly delay: number;
    };
