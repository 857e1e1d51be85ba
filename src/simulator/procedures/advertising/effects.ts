import type { Status } from '../../../protocol/enums/status.js';
import type { Controller } from '../../state/controller.js';
import type { Advertising } from './advertising.js';
import type { AdvertisingFlagName } from './flags.js';

/** What an instance says of the controller has changed: it is the next one's turn (adv_expire_sync in net/bluetooth/mgmt.c). */
function renew(advertising: Advertising, flag: AdvertisingFlagName): void {
  const instance = advertising.instances.find(advertising.current);
  if (instance?.flags[flag] !== true) return;
  advertising.cancelTurn();
  const next = advertising.instances.after(instance.instance);
  if (next !== undefined) advertising.schedule(next.instance, true);
}

/** Whether anything is to be advertised. */
const isWanted = ({ flags, advertising }: Controller): boolean =>
  flags.has('Advertising') || advertising.instances.count > 0;

/** hci_update_connectable_sync in net/bluetooth/hci_sync.c: others may connect now, or no longer. */
export function refreshConnectable(controller: Controller): void {
  const { flags, advertising } = controller;
  if (!flags.has('BREDR')) advertising.updateData(advertising.current);
  if (!isWanted(controller)) return;
  if (advertising.extended === undefined) advertising.enable();
  else advertising.start(advertising.current);
}

/** hci_update_discoverable_sync in hci_sync.c: instances have their own flags. With limited privacy the address changes, too. */
export function refreshDiscoverable({ flags, advertising }: Controller): Status {
  if (!flags.has('Advertising')) return 'Success';
  const status = advertising.updateData(0);
  if (status !== 'Success' || !flags.has('LimitedPrivacy')) return status;
  return advertising.extended === undefined ? advertising.enable() : advertising.start(0);
}

/** set_bredr_sync in mgmt.c: the flags in the data say whether there is BR/EDR. */
export function refreshClassic({ advertising }: Controller): Status {
  return advertising.updateData(advertising.current);
}

/** set_name_sync and name_changed_sync in mgmt.c. */
export function refreshName({ flags, advertising }: Controller): void {
  if (flags.has('Advertising')) advertising.updateScanResponse(advertising.current);
  if (advertising.isOn) renew(advertising, 'AddLocalName');
}

/** appearance_changed_sync in mgmt.c. */
export function refreshAppearance({ advertising, work }: Controller): void {
  if (advertising.isOn) work.submit({ done: () => renew(advertising, 'AddAppearance') });
}

/** The last part of set_le_sync in mgmt.c: the controller gets something that it could advertise. */
export function beginLowEnergyAdvertising({ advertising }: Controller): void {
  const { extended } = advertising;
  const status = extended === undefined ? advertising.updateData(0) : extended.setUp(0);
  if (extended === undefined || status === 'Success') advertising.updateScanResponse(0);
}

/** The first part of set_le_sync in mgmt.c. */
export function endLowEnergyAdvertising({ advertising }: Controller): void {
  advertising.removeAll();
  advertising.disable();
  if (advertising.extended === undefined) return;
  advertising.sets.disableAll();
  advertising.sets.remove(0);
}
