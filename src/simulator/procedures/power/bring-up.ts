import { updateClass } from '../identity/class-of-device.js';
import type { Controller } from '../../state/controller.js';
import { updateInquiryResponse } from '../identity/inquiry-response.js';
import { writeName } from '../identity/name.js';
import { updateScan } from '../visibility/scan.js';

/** What the kernel asks a controller that it starts, and tells it (hci_init_sync in net/bluetooth/hci_sync.c). */
export function initialise(controller: Controller): void {
  const { flags, hardware } = controller;
  // hci_set_le_support_sync.
  hardware.lowEnergyHost = flags.has('LowEnergy');
  if (!flags.has('LowEnergy')) flags.remove('Advertising');
  controller.classOfDevice = hardware.classOfDevice;
  controller.phys.reset();
}

/** The first part of what a controller is told that is wanted: before it advertises (hci_powered_update_sync in hci_sync.c). */
export function tellHost({ flags, hardware, traits }: Controller): void {
  if (flags.has('LowEnergy') && traits.bredr) hardware.lowEnergyHost = true;
}

/** The second part. */
export function tellIdentity(controller: Controller): void {
  const { flags, hardware, traits } = controller;
  hardware.authentication = flags.has('LinkSecurity');
  if (!traits.bredr) return;
  updateScan(controller);
  updateClass(controller);
  writeName(controller);
  updateInquiryResponse(controller);
}
