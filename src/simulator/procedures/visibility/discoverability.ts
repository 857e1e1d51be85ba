import type { Controller } from '../../state/controller.js';
import { announceSettings } from '../identity/settings.js';
import { updateDiscoverable } from './scan.js';

/** Sets for how long it can be discovered, in seconds; the time is not running yet. 0: for ever. */
export function prepareDiscoverable(controller: Controller, timeout: number): void {
  controller.discoverableTimer?.cancel();
  controller.discoverableTimeout = timeout;
}

/** Lets the time run, if it can be discovered and there is one. */
export function startDiscoverable(controller: Controller): void {
  const { discoverableTimeout: timeout, flags, world } = controller;
  if (!flags.has('Discoverable') || timeout === 0) return;
  controller.discoverableTimer?.cancel();
  controller.discoverableTimer = world.clock.after(timeout * 1000, () => expire(controller));
}

/** It can't be discovered any more. The time itself stays set, as in set_connectable in net/bluetooth/mgmt.c. */
export function stopDiscoverable({ discoverableTimer }: Controller): void {
  discoverableTimer?.cancel();
}

/** What is for a time only does not outlive power (hci_dev_close_sync in hci_sync.c). */
export function endDiscoverable(controller: Controller): void {
  controller.discoverableTimer?.cancel();
  if (controller.discoverableTimeout === 0) return;
  controller.discoverableTimeout = 0;
  controller.flags.remove('Discoverable', 'LimitedDiscoverable');
}

/**
 * discov_off in mgmt.c. Since 6.12 the radio is not told: set_discoverable_sync does nothing for want of a command that
 * waits. So others find it until something else is changed.
 */
function expire(controller: Controller): void {
  controller.flags.remove('Discoverable', 'LimitedDiscoverable');
  controller.discoverableTimeout = 0;
  if (!controller.world.isAtLeast('6.12') && controller.isUp) {
    controller.work.queue({ done: () => updateDiscoverable(controller) });
  }
  announceSettings(controller);
}
