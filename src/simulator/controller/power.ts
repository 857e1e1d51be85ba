import type { Status } from '../../protocol/enums/status.js';
import { endDiscoveryForGood } from '../discovery/procedure.js';
import { beginAdvertising, endAdvertising } from './advertising/power.js';
import type { Controller } from './controller.js';
import { announceSettings, settingsReply } from './settings.js';

/**
 * What has to be done when a controller goes down, in this order, before what still waits is refused. Each domain has its
 * part.
 */
const ENDINGS: readonly ((controller: Controller) => void)[] = [
  endAdvertising,
  endDiscoveryForGood,
  ({ links }) => links.endAll('RemotePowerOff'),
];

/** What has to be done when it has come up, in this order. */
const BEGINNINGS: readonly ((controller: Controller) => void)[] = [
  beginAdvertising,
  ({ passiveScan }) => passiveScan.update(),
];

/** Brings the controller up (hci_power_on_sync in net/bluetooth/hci_sync.c). */
export function powerOn(controller: Controller): Status {
  // hci_dev_open_sync: ERFKILL, for which mgmt has no status of its own.
  if (controller.health.isBlocked) return 'Failed';
  controller.isUp = true;
  controller.flags.remove('AutoOff');
  for (const begin of BEGINNINGS) begin(controller);
  return 'Success';
}

/** Takes it down (hci_power_off_sync in hci_sync.c, __mgmt_power_off in mgmt.c): what waits is refused as not powered. */
export function powerOff(controller: Controller): void {
  const { flags, pending } = controller;
  for (const end of ENDINGS) end(controller);
  controller.isUp = false;
  controller.health.onPowerOff();
  flags.remove('PoweringDown', 'ServiceCache');
  controller.work.clear();

  const powering = pending.take('SetPowered');
  for (const { call } of powering) call.complete(settingsReply(controller));
  pending.failAll('NotPowered');
  if (controller.classOfDevice !== 0) {
    controller.classOfDevice = 0;
    controller.emit({ event: 'ClassOfDeviceChanged', classOfDevice: 0 });
  }
  announceSettings(controller, powering[0]?.call.socket);
}
