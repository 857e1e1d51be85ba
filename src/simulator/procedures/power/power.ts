import type { Status } from '../../../protocol/enums/status.js';
import { updatePassiveScan } from '../discovery/le-scan.js';
import { NO_ADDRESS } from '../../ground/address.js';
import { initialise, tellHost, tellIdentity } from './bring-up.js';
import { ENDINGS, forget } from './resets.js';
import { beginAdvertising } from '../advertising/power.js';
import { beginListening } from '../discovery/awaited.js';
import type { Controller } from '../../state/controller.js';
import { announceInformation } from '../identity/extended-information.js';
import { announceSettings, settingsReply } from '../identity/settings.js';

/** What has to be done when it has come up, in this order. */
const BEGINNINGS: readonly ((controller: Controller) => void)[] = [
  tellHost,
  beginAdvertising,
  tellIdentity,
  beginListening,
  updatePassiveScan,
];

/**
 * Begins to bring the controller up; what is given back ends it (hci_power_on_sync in net/bluetooth/hci_sync.c). One that is up
 * by itself counts as powered at once, and is told at once that its host does LE, so that it does, whatever happens meanwhile.
 */
export function powerOn(controller: Controller): () => Status {
  closeIfUnclaimed(controller);
  const { flags, hardware, isUp, traits } = controller;
  const tellsLowEnergy = isUp && flags.has('LowEnergy') && traits.bredr && !hardware.lowEnergyHost;
  if (isUp) flags.remove('AutoOff');
  return () => {
    // hci_dev_open_sync: ERFKILL, for which mgmt has no status of its own.
    if (controller.health.isBlocked) return 'Failed';
    closeIfUnclaimed(controller);
    if (!controller.isUp) {
      // hci_dev_open_sync: it needs an address of some kind.
      if (controller.address === NO_ADDRESS && controller.staticAddress === NO_ADDRESS) return 'Failed';
      initialise(controller);
      controller.isUp = true;
    }
    if (tellsLowEnergy) flags.add('LowEnergy');
    for (const begin of BEGINNINGS) begin(controller);
    return 'Success';
  };
}

/** It goes down if its first two seconds are over: no timer runs for that, it is looked at when that matters (hci_power_off). */
export function closeIfUnclaimed(controller: Controller): void {
  if (!controller.isUnclaimed) return;
  controller.isUp = false;
  controller.flags.remove('AutoOff');
  forget(controller);
}

/** Takes it down because a program wants that (hci_power_off_sync in hci_sync.c). */
export function powerOff(controller: Controller): void {
  for (const end of ENDINGS.powerOff) end(controller);
  close(controller, 'NotPowered');
}

/** hci_dev_close_sync in hci_sync.c. What is still to be done is left: when it is its turn it fails. */
function close(controller: Controller, reason: 'NotPowered' | 'InvalidIndex'): void {
  for (const end of ENDINGS.down) end(controller);
  answerAll(controller, reason);
  forget(controller);
}

/** Answers what waits, and tells of it (__mgmt_power_off in net/bluetooth/mgmt.c). */
function answerAll(controller: Controller, reason: 'NotPowered' | 'InvalidIndex'): void {
  const { pending } = controller;
  const powering = pending.take('SetPowered');
  for (const { call } of powering) call.complete(settingsReply(controller));
  pending.failAll(reason);
  if (controller.classOfDevice !== 0) {
    controller.emit({ event: 'ClassOfDeviceChanged', classOfDevice: 0 });
    // It still says the old class here.
    announceInformation(controller);
  }
  announceSettings(controller, powering[0]?.call.socket);
}

/** It is pulled out: one that is on is closed first, but can't be told anything (hci_unregister_dev in hci_core.c). */
export function powerOffForRemoval(controller: Controller): void {
  for (const end of ENDINGS.removal) end(controller);
  if (controller.isPowered && controller.flags.has('Mgmt')) close(controller, 'InvalidIndex');
  controller.isUp = false;
}
