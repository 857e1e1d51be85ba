import type { Status } from '../../../protocol/enums/status.js';
import type { AdvertisingFlagName } from '../../state/advertising-flags.js';
import type { Controller } from '../../state/controller.js';
import { disable, enable, removeAll, schedule, start, updateData, updateScanResponse } from './advertising.js';
import { setUp } from './extended-advertiser.js';
import { cancelTurn, caughtUp } from './instances.js';

/** What an instance says of the controller has changed: it is the next one's turn (adv_expire_sync in net/bluetooth/mgmt.c). */
function renew(controller: Controller, flag: AdvertisingFlagName): void {
  const { current, instances } = controller.advertising;
  const instance = instances.find(current);
  if (instance?.flags[flag] !== true) return;
  cancelTurn(controller);
  const next = instances.after(instance.instance);
  if (next !== undefined) schedule(controller, next.instance, true);
}

/** Whether anything is to be advertised. */
const isWanted = ({ flags, advertising }: Controller): boolean =>
  flags.has('Advertising') || advertising.instances.count > 0;

/** hci_update_connectable_sync in net/bluetooth/hci_sync.c: others may connect now, or no longer. */
export function refreshConnectable(controller: Controller): void {
  const { flags, traits } = controller;
  const advertising = caughtUp(controller);
  if (!flags.has('BREDR')) updateData(controller, advertising.current);
  if (!isWanted(controller)) return;
  if (traits.extendedAdvertising) start(controller, advertising.current);
  else enable(controller);
}

/** hci_update_discoverable_sync in hci_sync.c: instances have their own flags. With limited privacy the address changes, too. */
export function refreshDiscoverable(controller: Controller): Status {
  const { flags, traits } = controller;
  caughtUp(controller);
  if (!flags.has('Advertising')) return 'Success';
  const status = updateData(controller, 0);
  if (status !== 'Success' || !flags.has('LimitedPrivacy')) return status;
  return traits.extendedAdvertising ? start(controller, 0) : enable(controller);
}

/** set_bredr_sync in mgmt.c: the flags in the data say whether there is BR/EDR. */
export function refreshClassic(controller: Controller): Status {
  return updateData(controller, caughtUp(controller).current);
}

/** set_name_sync and name_changed_sync in mgmt.c. */
export function refreshName(controller: Controller): void {
  const advertising = caughtUp(controller);
  if (controller.flags.has('Advertising')) updateScanResponse(controller, advertising.current);
  if (advertising.isOn) renew(controller, 'AddLocalName');
}

/** appearance_changed_sync in mgmt.c. */
export function refreshAppearance(controller: Controller): void {
  if (!caughtUp(controller).isOn) return;
  controller.work.submit({ done: () => renew(controller, 'AddAppearance') });
}

/** The last part of set_le_sync in mgmt.c: the controller gets something that it could advertise. */
export function beginLowEnergyAdvertising(controller: Controller): void {
  caughtUp(controller);
  const { extendedAdvertising } = controller.traits;
  const status = extendedAdvertising ? setUp(controller, 0) : updateData(controller, 0);
  if (!extendedAdvertising || status === 'Success') updateScanResponse(controller, 0);
}

/** The first part of set_le_sync in mgmt.c. */
export function endLowEnergyAdvertising(controller: Controller): void {
  const { sets } = caughtUp(controller);
  removeAll(controller);
  disable(controller);
  if (!controller.traits.extendedAdvertising) return;
  sets.disableAll();
  sets.remove(0);
}
