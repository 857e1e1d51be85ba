import type { Cancellable } from '../../ground/clock.js';
import type { Controller } from '../../state/controller.js';
import { updateDiscoverable } from './scan.js';
import { announceSettings } from '../identity/settings.js';

/** How long it can still be discovered (discov_timeout and discov_off of struct hci_dev). */
export class Discoverability {
  /** In seconds; 0: for ever. */
  #timeout = 0;
  #timer: Cancellable | undefined;

  constructor(private readonly controller: Controller) {}

  /** Sets a new time, which is not running yet. */
  prepare(timeout: number): void {
    this.#timer?.cancel();
    this.#timeout = timeout;
  }

  /** Lets the time run, if it can be discovered and there is one. */
  start(): void {
    if (!this.controller.flags.has('Discoverable') || this.#timeout === 0) return;
    this.#timer?.cancel();
    this.#timer = this.controller.world.clock.after(this.#timeout * 1000, () => this.#expire());
  }

  /** It can't be discovered any more. The time itself stays set, as in set_connectable in net/bluetooth/mgmt.c. */
  stop(): void {
    this.#timer?.cancel();
  }

  /** What is for a time only does not outlive power (hci_dev_close_sync in hci_sync.c). */
  end(): void {
    this.#timer?.cancel();
    if (this.#timeout === 0) return;
    this.#timeout = 0;
    this.controller.flags.remove('Discoverable', 'LimitedDiscoverable');
  }

  /**
   * discov_off in mgmt.c. Since 6.12 the radio is not told: set_discoverable_sync does nothing for want of a command that
   * waits. So others find it until something else is changed.
   */
  #expire(): void {
    const { controller } = this;
    controller.flags.remove('Discoverable', 'LimitedDiscoverable');
    this.#timeout = 0;
    if (!controller.world.isAtLeast('6.12') && controller.isUp) {
      controller.work.queue({ done: () => updateDiscoverable(controller) });
    }
    announceSettings(controller);
  }
}
