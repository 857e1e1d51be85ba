import type { Controller } from '../state/controller.js';
import type { Kernel } from './kernel.js';
import type { ControllerFaults } from './faults/controller-faults.js';
import { controllerFaults } from './faults/controller-faults.js';

/** A controller of the simulated machine, as a piece of hardware. */
export interface SimulatedController {
  /** Its index for mgmt, as in hci0; the last one, if it is gone. */
  readonly index: number;
  /** Pulls it out; what waits for it fails. Its index becomes free. Nothing happens if it is gone. */
  remove(): void;
  /** Pulls it out and plugs it in again, as a reset of its USB port does: the kernel knows nothing of it any more. */
  reset(): void;
  /** What can be the matter with it. */
  readonly faults: ControllerFaults;
}

/** One handle for each controller, which stays the same when it is reset. */
export class ControllerHandles {
  readonly #handles = new WeakMap<Controller, SimulatedController>();

  constructor(private readonly kernel: Pick<Kernel, 'unplug' | 'plugInAgain'>) {}

  of(controller: Controller): SimulatedController {
    const known = this.#handles.get(controller);
    if (known !== undefined) return known;
    let present = controller;
    const handle: SimulatedController = {
      get index() {
        return present.index;
      },
      remove: () => this.kernel.unplug(present),
      reset: () => {
        present = this.kernel.plugInAgain(present);
        this.#handles.set(present, handle);
      },
      faults: controllerFaults(() => present),
    };
    this.#handles.set(controller, handle);
    return handle;
  }
}
