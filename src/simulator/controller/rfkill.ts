import type { Controller } from './controller.js';
import { powerOff } from './power.js';

/** Somebody blocks the radio (hci_rfkill_set_block in net/bluetooth/hci_core.c). */
export function block(controller: Controller): void {
  const { hardware, kernel } = controller;
  kernel.clock.catchUp();
  if (hardware.isBlocked) return;
  hardware.isBlocked = true;
  if (controller.isPowered) return powerOff(controller);
  // Up only because it is new: nobody is told.
  controller.isUp = false;
  controller.flags.remove('AutoOff');
}

/** It may be switched on again. */
export function unblock({ hardware }: Controller): void {
  hardware.isBlocked = false;
}
