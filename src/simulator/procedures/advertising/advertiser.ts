import type { Status } from '../../../protocol/enums/status.js';
import type { Socket } from '../../sockets/socket.js';
import type { InstanceFlags } from '../../state/advertising-flags.js';
import type { Controller } from '../../state/controller.js';

/** How the kernel lets a controller advertise: with its one set, or with one for each instance. */
export interface Advertiser {
  /** Advertises an instance; 0 is that of Set Advertising. */
  readonly start: (controller: Controller, instance: number) => Status;
  /** Advertises what it was told last (hci_enable_advertising_sync in net/bluetooth/hci_sync.c). */
  readonly enable: (controller: Controller) => Status;
  readonly updateData: (controller: Controller, instance: number) => Status;
  readonly updateScanResponse: (controller: Controller, instance: number) => Status;
  /** Stops whatever is advertised (hci_disable_advertising_sync). */
  readonly disable: (controller: Controller) => Status;
  /** Removes an instance and tells that, but not to `skip` (hci_remove_adv_sync). */
  readonly remove: (controller: Controller, instance: number, skip: Socket | undefined) => Status;
  /** Removes all, or only those that would end by themselves (hci_clear_adv_sync). */
  readonly clear: (controller: Controller, skip: Socket | undefined, all: boolean) => Status;
}

/** Whether others can connect: the flag of the instance or the setting, as it is or will be (mgmt_get_connectable in mgmt.c). */
export function isConnectable({ flags, pending }: Controller, { Connectable }: InstanceFlags): boolean {
  if (Connectable) return true;
  const waiting = pending.find('SetConnectable')?.call.params.connectable;
  return waiting === undefined ? flags.has('Connectable') : waiting === true;
}

/** Whether a resolvable private address is used (adv_use_rpa in hci_sync.c). */
export function usesRpa({ flags }: Controller, { GeneralDiscoverable }: InstanceFlags): boolean {
  if (!flags.has('Privacy')) return false;
  return !(flags.has('LimitedPrivacy') && GeneralDiscoverable && flags.has('Bondable'));
}

/** From units of 0.625 ms. */
export const toMilliseconds = (interval: number): number => interval * 0.625;
