import { endAdvertising } from '../advertising/power.js';
import { cancelTurn, caughtUp } from '../advertising/instances.js';
import { endListening } from '../discovery/awaited.js';
import { endDiscoveryForGood } from '../discovery/procedure.js';
import { endAll, loseAll } from '../links/lifetime.js';
import type { Controller } from '../../state/controller.js';

type Ending = (controller: Controller) => void;

/**
 * What ends when a controller goes down, in this order, before what still waits is refused: when it is powered off, with a word to
 * whom it concerns (hci_power_off_sync in net/bluetooth/hci_sync.c), and when it is pulled out, without.
 */
export const ENDINGS: Readonly<Record<'powerOff' | 'removal', readonly Ending[]>> = {
  powerOff: [endAdvertising, endDiscoveryForGood, (controller) => endAll(controller, 'RemotePowerOff'), endListening],
  removal: [
    (controller) => {
      caughtUp(controller);
      cancelTurn(controller);
      controller.ownAddress.reset();
    },
    endDiscoveryForGood,
    loseAll,
    endListening,
  ],
};

/**
 * What the radio and the kernel do not keep while a controller is down (hci_dev_close_sync in hci_sync.c). All else stays: its settings,
 * names, keys, devices, monitors and instances; a controller that is plugged in again keeps only what it is, and faults that last.
 */
const WHILE_DOWN = {
  hardware: { authentication: false, inquiryScan: false, pageScan: false },
  controller: { classOfDevice: 0, extendedInquiryResponse: new Uint8Array() },
} as const;

/** It is down: what is not kept is cleared. */
export function forget(controller: Controller): void {
  Object.assign(controller.hardware, WHILE_DOWN.hardware);
  Object.assign(controller, WHILE_DOWN.controller);
}
