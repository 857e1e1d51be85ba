import { endAdvertising } from '../advertising/power.js';
import { cancelTurn, caughtUp } from '../advertising/instances.js';
import { endListening } from '../discovery/awaited.js';
import { endDiscoveryForGood } from '../discovery/procedure.js';
import { endServiceCache } from '../identity/service-cache.js';
import { endAll, loseAll } from '../links/lifetime.js';
import type { Controller } from '../../state/controller.js';
import { endDiscoverable } from '../visibility/discoverability.js';

type Ending = (controller: Controller) => void;

/**
 * What ends when a controller goes, in this order. All else stays: settings, names, keys, devices, monitors and instances. A
 * controller that is plugged in again keeps only its traits and its health: to the kernel it is a new one.
 *
 * - `powerOff`: it is powered off, and tells its remotes (hci_power_off_sync in net/bluetooth/hci_sync.c). `down` follows.
 * - `removal`: it is pulled out and can tell nothing any more (hci_unregister_dev in hci_core.c). `down` follows if it was powered.
 * - `down`: it does not run any more (hci_dev_close_sync in hci_sync.c). Then commands that still wait are refused, and {@link forget}
 *   is last.
 */
export const ENDINGS: Readonly<Record<'powerOff' | 'removal' | 'down', readonly Ending[]>> = {
  powerOff: [endAdvertising, endDiscoveryForGood, (controller) => endAll(controller, 'RemotePowerOff'), endListening],
  removal: [
    ({ health }) => health.onReset(),
    ({ work }) => work.clear(),
    (controller) => {
      caughtUp(controller).sets.stopAll();
      cancelTurn(controller);
      controller.ownAddress.reset();
    },
    endDiscoveryForGood,
    loseAll,
    endListening,
  ],
  down: [
    endDiscoverable,
    endServiceCache,
    (controller) => {
      controller.isUp = false;
    },
    ({ health }) => health.onPowerOff(),
    ({ flags }) => flags.remove('PoweringDown'),
    ({ unanswered }) => unanswered.forget(),
  ],
};

/** What neither the radio nor the kernel keeps while a controller is down (hci_dev_close_sync in hci_sync.c). */
const WHILE_DOWN = {
  hardware: { authentication: false, inquiryScan: false, pageScan: false },
  controller: { classOfDevice: 0, extendedInquiryResponse: new Uint8Array() },
} as const;

/** It is down: what is not kept is cleared. */
export function forget(controller: Controller): void {
  Object.assign(controller.hardware, WHILE_DOWN.hardware);
  Object.assign(controller, WHILE_DOWN.controller);
}
