import type { Status } from '../../../protocol/enums/status.js';
import { refreshConnectable, refreshDiscoverable } from '../advertising/effects.js';
import { applyPassiveScan } from '../discovery/le-scan.js';
import { updateClass } from '../identity/class-of-device.js';
import type { Controller } from '../../state/controller.js';

/** Lets others find and connect to it over BR/EDR, as the settings say (hci_update_scan_sync in net/bluetooth/hci_sync.c). */
export function updateScan(controller: Controller): void {
  const { flags, hardware } = controller;
  if (!flags.has('BREDR') || !controller.isPowered || flags.has('Suspended')) return;
  // Devices that were added may connect although others may not (disconnected_accept_list_entries).
  hardware.pageScan = flags.has('Connectable') || controller.devices.classic.length > 0;
  hardware.inquiryScan = flags.has('Discoverable');
}

/** hci_update_connectable_sync in hci_sync.c. */
export function updateConnectable(controller: Controller): Status {
  const { flags, hardware, unanswered } = controller;
  const { inquiryScan, pageScan } = hardware;
  updateScan(controller);
  const isSame = inquiryScan === hardware.inquiryScan && pageScan === hardware.pageScan;
  if (isSame && !flags.has('LowEnergy')) unanswered.outlive();
  refreshConnectable(controller);
  applyPassiveScan(controller);
  return 'Success';
}

/** hci_update_discoverable_sync in hci_sync.c. */
export function updateDiscoverable(controller: Controller): Status {
  const { flags, hardware } = controller;
  if (flags.has('BREDR')) {
    // hci_write_iac_sync: while it can't be discovered, this does not matter.
    if (flags.has('Discoverable')) hardware.limitedInquiryScan = flags.has('LimitedDiscoverable');
    updateScan(controller);
    updateClass(controller);
  }
  return refreshDiscoverable(controller);
}
