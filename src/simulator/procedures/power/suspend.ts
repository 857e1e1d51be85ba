import type { Wake } from '../../options/wake.js';
import { NO_ADDRESS } from '../../ground/address.js';
import { pauseAdvertising, resumeAdvertising } from '../advertising/advertising.js';
import { caughtUp } from '../advertising/instances.js';
import { applyPassiveScan, stopScan } from '../discovery/le-scan.js';
import { endAll } from '../links/lifetime.js';
import { pauseDiscovery, resumeDiscovery } from '../discovery/procedure.js';
import type { Controller } from '../../state/controller.js';
import { updateScan } from '../visibility/scan.js';

/** What has to be done when the system goes to sleep, in this order: discovery, advertising, connections. */
const SUSPENSIONS: readonly ((controller: Controller) => void)[] = [
  pauseDiscovery,
  (controller) => {
    caughtUp(controller);
    pauseAdvertising(controller);
  },
  stopScan,
  (controller) => endAll(controller, 'RemotePowerOff'),
];

/** What has to be done when it wakes up, in this order: advertising, discovery. */
const RESUMPTIONS: readonly ((controller: Controller) => void)[] = [
  applyPassiveScan,
  (controller) => {
    caughtUp(controller);
    resumeAdvertising(controller);
  },
  resumeDiscovery,
];

/** While it is switched off it is left alone (hci_suspend_dev and hci_resume_dev in net/bluetooth/hci_core.c). */
const isConcerned = ({ flags, isPowered, pending }: Controller): boolean =>
  isPowered && !flags.has('PoweringDown') && pending.find('SetPowered')?.call.params.powered !== false;

/** The system goes to sleep. Telling so comes last, also to a controller that sleeps already. */
export function suspend(controller: Controller): void {
  const { flags, hardware, traits, work } = controller;
  if (!isConcerned(controller)) return;
  if (flags.change('Suspended', true)) {
    for (const each of SUSPENSIONS) each(controller);
    if (hardware.pageScan) Object.assign(hardware, { inquiryScan: false, pageScan: false });
  }
  controller.finishedBeforeSleep = work.finished;
  const suspendState = traits.wakesHost ? 'PageScanOrPassiveScanning' : 'DisconnectedNotScanning';
  controller.emit({ event: 'ControllerSuspend', suspendState });
}

/** It wakes up. What was paused goes on, connections do not come back. */
export function resume(controller: Controller, wake: Wake): void {
  if (!isConcerned(controller)) return;
  let reason = wake.reason;
  if (controller.flags.change('Suspended', false)) {
    // Whatever the controller says while the system sleeps counts as an event (hci_store_wake_reason in hci_event.c).
    const isDisturbed = controller.work.finished !== controller.finishedBeforeSleep;
    if (isDisturbed && reason === 'NonBluetooth') reason = 'UnexpectedEvent';
    updateScan(controller);
    for (const each of RESUMPTIONS) each(controller);
  }
  const peer = wake.reason === 'RemoteWake' ? wake : { address: NO_ADDRESS, addressType: 'BREDR' as const };
  const { address, addressType } = peer;
  controller.emit({ event: 'ControllerResume', wakeReason: reason, address, addressType });
}
