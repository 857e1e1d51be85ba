import type { Controller } from '../../state/controller.js';
import { clearForPowerOff, enable, schedule, updateData, updateScanResponse } from './advertising.js';
import { setUp } from './extended-advertiser.js';
import { cancelTurn, caughtUp } from './instances.js';

/** It has come up (hci_powered_update_adv_sync in net/bluetooth/hci_sync.c): what was advertised before is advertised again. */
export function beginAdvertising(controller: Controller): void {
  const { flags, ownAddress, traits } = controller;
  const { instances } = caughtUp(controller);
  ownAddress.expire();
  for (const instance of instances) instance.rpaExpired = true;
  if (!flags.has('LowEnergy')) return;
  if (flags.has('Advertising') && instances.count === 0) {
    if (traits.extendedAdvertising) setUp(controller, 0);
    else updateData(controller, 0);
    updateScanResponse(controller, 0);
    enable(controller);
  }
  for (const { instance } of instances) schedule(controller, instance, true);
}

/** The first thing that hci_power_off_sync in hci_sync.c does; the hardware forgets all. */
export function endAdvertising(controller: Controller): void {
  const advertising = caughtUp(controller);
  clearForPowerOff(controller);
  cancelTurn(controller);
  advertising.sets.reset();
  advertising.isOn = false;
  if (!controller.traits.extendedAdvertising) advertising.sets.ensure(0);
  controller.ownAddress.reset();
}
