import type { Controller } from '../controller.js';

/** hci_powered_update_adv_sync in net/bluetooth/hci_sync.c. */
export const beginAdvertising = ({ advertising }: Controller): void => advertising.powerOn();

/** The first thing that hci_power_off_sync in hci_sync.c does; the hardware forgets all. */
export function endAdvertising({ advertising, ownAddress }: Controller): void {
  advertising.powerOff();
  ownAddress.reset();
}
