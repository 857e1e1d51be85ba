import type { Controller } from '../../state/controller.js';

/** It has come up (hci_powered_update_adv_sync in net/bluetooth/hci_sync.c): what was advertised before is advertised again. */
export function beginAdvertising({ advertising, flags, ownAddress }: Controller): void {
  ownAddress.expire();
  for (const instance of advertising.instances) instance.rpaExpired = true;
  if (!flags.has('LowEnergy')) return;
  if (flags.has('Advertising') && advertising.instances.count === 0) {
    if (advertising.extended === undefined) advertising.updateData(0);
    else advertising.extended.setUp(0);
    advertising.updateScanResponse(0);
    advertising.enable();
  }
  for (const { instance } of advertising.instances) advertising.schedule(instance, true);
}

/** The first thing that hci_power_off_sync in hci_sync.c does; the hardware forgets all. */
export function endAdvertising({ advertising, ownAddress }: Controller): void {
  advertising.powerOff();
  ownAddress.reset();
}
