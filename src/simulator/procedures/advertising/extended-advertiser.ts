import type { Status } from '../../../protocol/enums/status.js';
import { NO_ADDRESS } from '../../ground/address.js';
import type { Socket } from '../../sockets/socket.js';
import { isSecondary } from '../../state/advertising-flags.js';
import type { Controller } from '../../state/controller.js';
import type { AdvertisingInstance } from '../../state/instances.js';
import type { LocalAddress } from '../identity/own-address.js';
import { identityAddress, isRpaValid, makeRpa, makeUnresolvable, setRandomAddress } from '../identity/own-address.js';
import type { Advertiser } from './advertiser.js';
import { isConnectable, toMilliseconds, usesRpa } from './advertiser.js';
import { CONTROLLER_POWER, advertisingData, flagsOf, isScannable, scanResponse } from './content.js';
import { forget, minInterval } from './instances.js';

/** A controller with a set for each instance: it advertises them all by itself (LE Extended Advertising). */
export const extendedAdvertiser: Advertiser = {
  start,
  enable: (controller) => enableInstance(controller, controller.advertising.current),
  updateData,
  updateScanResponse,
  disable: (controller) => (controller.advertising.isOn ? disableAll(controller) : 'Success'),
  remove,
  clear,
};

/** hci_start_ext_adv_sync in net/bluetooth/hci_sync.c. */
function start(controller: Controller, instance: number): Status {
  return firstFailure(
    () => setUp(controller, instance),
    () => sendScanResponse(controller, instance),
    () => enableInstance(controller, instance),
  );
}

/** Gives the controller parameters and data (hci_setup_ext_adv_instance_sync in hci_sync.c). */
export function setUp(controller: Controller, number: number): Status {
  const { advertising } = controller;
  const instance = advertising.instances.find(number);
  if (number > 0 && instance === undefined) return 'InvalidParameters';
  const stopped = instance === undefined ? disableBase(controller) : disableInstance(controller, instance);
  if (stopped !== 'Success') return stopped;

  const flags = flagsOf(controller, instance);
  const connectable = isConnectable(controller, flags);
  const address = addressFor(controller, instance, connectable, usesRpa(controller, flags));
  const handle = instance?.handle ?? 0;
  const extended = isSecondary(flags);
  const scannable = isScannable(instance) || flags.ParamScanResponse;
  const parameters = {
    addressType: address.addressType,
    connectable,
    // Extended PDUs can't be both.
    scannable: connectable ? !extended : scannable,
    interval: toMilliseconds(instance?.minInterval ?? minInterval(controller)),
    extended,
  };
  return firstFailure(
    () => advertising.sets.setParameters(handle, parameters),
    () => {
      if (instance !== undefined) instance.txPower = CONTROLLER_POWER;
      return sendData(controller, number);
    },
    () => sendAddress(controller, instance, address),
  );
}

export function enableInstance(controller: Controller, number: number): Status {
  const { advertising } = controller;
  const instance = advertising.instances.find(number);
  if (number > 0 && instance === undefined) return 'InvalidParameters';
  if (instance?.enabled === true) return 'Success';
  // Milliseconds in 16 bits, so more than 65 seconds become less (hci_enable_ext_advertising_sync); units of 10 ms.
  const duration = Math.floor((((instance?.timeout ?? 0) * 1000) & 0xffff) / 10) * 10;
  const status = advertising.sets.enable(instance?.handle ?? 0, duration);
  if (status !== 'Success') return status;
  advertising.isOn = true;
  if (instance !== undefined) instance.enabled = true;
  else controller.advertising.isBaseOn = true;
  return 'Success';
}

export function updateData(controller: Controller, instance: number): Status {
  return controller.flags.has('LowEnergy') ? sendData(controller, instance) : 'Success';
}

export function updateScanResponse(controller: Controller, instance: number): Status {
  return controller.flags.has('LowEnergy') ? sendScanResponse(controller, instance) : 'Success';
}

/** hci_remove_ext_adv_instance_sync in hci_sync.c: fails if the controller has never got it. */
export function remove(controller: Controller, number: number, skip: Socket | undefined): Status {
  const instance = controller.advertising.instances.find(number);
  if (instance === undefined) return 'InvalidParameters';
  return firstFailure(
    () => disableInstance(controller, instance),
    // The kernel takes the number of the instance for its handle here, and in the answer.
    () => controller.advertising.sets.remove(number),
    () => {
      forget(controller, number, skip);
      return 'Success';
    },
  );
}

/** hci_clear_adv_sets_sync in hci_sync.c: all instances, and also the set of Set Advertising. */
function clear(controller: Controller, skip: Socket | undefined): Status {
  const status = disableAll(controller);
  if (status !== 'Success') return status;
  controller.advertising.sets.reset();
  for (const { instance } of controller.advertising.instances) forget(controller, instance, skip);
  return 'Success';
}

function disableInstance(controller: Controller, instance: AdvertisingInstance): Status {
  if (!instance.enabled) return 'Success';
  const status = controller.advertising.sets.disable(instance.handle);
  if (status !== 'Success') return status;
  instance.enabled = false;
  refreshIsOn(controller);
  return 'Success';
}

/** Whether anything is on, as the kernel counts: it forgets the set of Set Advertising (hci_cc_le_set_ext_adv_enable). */
export function refreshIsOn(controller: Controller): void {
  controller.advertising.isOn = [...controller.advertising.instances].some(({ enabled }) => enabled);
}

/** Since 6.7 or so the set of Set Advertising is switched off first; before, new parameters for it were refused. */
function disableBase(controller: Controller): Status {
  if (!controller.advertising.isBaseOn || !controller.world.isAtLeast('6.12')) return 'Success';
  const status = controller.advertising.sets.disable(0);
  if (status !== 'Success') return status;
  controller.advertising.isBaseOn = false;
  refreshIsOn(controller);
  return 'Success';
}

function disableAll(controller: Controller): Status {
  const status = controller.advertising.sets.disableAll();
  if (status !== 'Success') return status;
  for (const instance of controller.advertising.instances) instance.enabled = false;
  controller.advertising.isOn = false;
  return 'Success';
}

/** hci_get_random_address in hci_sync.c. `NO_ADDRESS`: it keeps the one that it has. */
function addressFor(
  controller: Controller,
  instance: AdvertisingInstance | undefined,
  connectable: boolean,
  rpa: boolean,
): LocalAddress {
  if (rpa) {
    const isValid =
      instance === undefined ? isRpaValid(controller) : instance.randomAddress !== NO_ADDRESS && !instance.rpaExpired;
    return { addressType: 'LERandom', address: isValid ? NO_ADDRESS : makeRpa(controller) };
  }
  if (!connectable) return { addressType: 'LERandom', address: makeUnresolvable(controller) };
  return identityAddress(controller);
}

function sendAddress(
  controller: Controller,
  instance: AdvertisingInstance | undefined,
  { addressType, address }: LocalAddress,
): Status {
  if (addressType === 'LEPublic' || address === NO_ADDRESS) return 'Success';
  const { ownAddress, world } = controller;
  if (address === (instance?.randomAddress ?? ownAddress.random)) return 'Success';
  if (instance === undefined) setRandomAddress(controller, address);
  const status = controller.advertising.sets.setRandomAddress(instance?.instance ?? 0, address);
  if (status !== 'Success' || instance === undefined) return status;
  instance.randomAddress = address;
  if (address !== ownAddress.rpa) return 'Success';
  instance.rpaExpired = false;
  world.clock.after(ownAddress.rpaTimeout * 1000, () => (instance.rpaExpired = true));
  return 'Success';
}

function sendData(controller: Controller, number: number): Status {
  const instance = controller.advertising.instances.find(number);
  if (number > 0 && instance?.dataChanged !== true) return 'Success';
  const data = advertisingData(controller, instance);
  const status = controller.advertising.sets.setData(instance?.handle ?? 0, data);
  if (instance !== undefined) instance.dataChanged = status !== 'Success';
  return status;
}

function sendScanResponse(controller: Controller, number: number): Status {
  const instance = controller.advertising.instances.find(number);
  if (number > 0 && instance?.scanResponseChanged !== true) return 'Success';
  const data = scanResponse(controller, instance);
  const status = controller.advertising.sets.setScanResponse(instance?.handle ?? 0, data);
  if (instance !== undefined) instance.scanResponseChanged = status !== 'Success';
  return status;
}

/** Does one step after the other until one fails. */
function firstFailure(...steps: readonly (() => Status)[]): Status {
  for (const step of steps) {
    const status = step();
    if (status !== 'Success') return status;
  }
  return 'Success';
}
