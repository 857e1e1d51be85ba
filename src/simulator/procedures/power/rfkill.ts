import type { Controller } from '../../state/controller.js';
import { powerOff } from './power.js';

/** The radio is blocked (hci_rfkill_set_block in net/bluetooth/hci_core.c). */
export function block(controller: Controller): void {
  const { health, world } = controller;
  world.clock.catchUp();
  if (health.isBlocked) return;
  health.isBlocked = true;
  if (controller.isPowered) return powerOff(controller);
  // Up only because it is new: no program is told.
  controller.isUp = false;
  controller.flags.remove('AutoOff');
}

/** It may be switched on again. */
export function unblock({ health }: Controller): void {
  health.isBlocked = false;
}
