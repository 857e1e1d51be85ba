import type { ObservableInput } from 'rxjs';
import type { Controller } from '../controller.js';
import type { ControllerState } from '../controller-state.js';

/** One way to make a controller work again: a step of the ladder that `recover` climbs. */
export interface RecoveryMethod {
  /** As the reports have it. */
  readonly name: string;
  /** It ends no connections, and may be done at any time: neither connections nor the limit keep from it. Default: false. */
  readonly gentle?: boolean;
  /** It is done by commands, and left out where the kernel does not answer those any more. Default: false. */
  readonly needsAnswers?: boolean;
  /** Why it can't be done here and now; `undefined`: it can. Default: it always can. */
  readonly refusal?: (state: ControllerState) => string | undefined;
  /**
   * Does it. Completion means done; whether it has helped is found out then, after the controller has returned and was switched on, so
   * that no method has to care for that.
   */
  readonly apply: (controller: Controller, state: ControllerState) => ObservableInput<unknown>;
}
