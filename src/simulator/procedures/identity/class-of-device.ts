import type { Controller } from '../../state/controller.js';
import { announceInformation } from './extended-information.js';

/** The bit of the major class that says: limited discoverable. */
const LIMITED = 0x20;

/** Writes the class of device that follows from class and services, and tells all programs (hci_update_class_sync in net/bluetooth/hci_sync.c). */
export function updateClass(controller: Controller): void {
  const { flags, hardware, identity } = controller;
  if (!controller.isPowered || !flags.has('BREDR') || flags.has('ServiceCache')) return;
  const major = identity.majorClass | (flags.has('LimitedDiscoverable') ? LIMITED : 0);
  const classOfDevice = (identity.serviceClasses << 16) | (major << 8) | identity.minorClass;
  if (classOfDevice === controller.classOfDevice) return;
  controller.classOfDevice = classOfDevice;
  hardware.classOfDevice = classOfDevice;
  // mgmt_set_class_of_dev_complete in mgmt.c: whoever has caused it gets it, too.
  controller.emit({ event: 'ClassOfDeviceChanged', classOfDevice });
  announceInformation(controller);
}
