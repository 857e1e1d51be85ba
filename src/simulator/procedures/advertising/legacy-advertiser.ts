import type { Status } from '../../../protocol/enums/status.js';
import type { Controller } from '../../state/controller.js';
import { updateAddress } from '../identity/own-address.js';
import type { Advertiser } from './advertiser.js';
import { isConnectable, toMilliseconds, usesRpa } from './advertiser.js';
import { advertisingData, flagsOf, isScannable, scanResponse } from './content.js';
import { forget, minInterval } from './instances.js';

/** The number of the only set. */
const SET = 0;
/** What is not connectable is fast, unless one can be discovered (DISCOV_LE_FAST_ADV_INT_MIN in hci_core.h). */
const FAST_INTERVAL = 0x00a0;

/** A controller with one set: instances take turns. Nothing is ever refused for connections that there are already. */
export const legacyAdvertiser: Advertiser = {
  start: (controller, instance) => {
    const status = updateData(controller, instance);
    if (status !== 'Success') return status;
    updateScanResponse(controller, instance);
    return enable(controller);
  },
  enable,
  updateData,
  updateScanResponse,
  disable,
  remove: (controller, instance, skip) => (forget(controller, instance, skip) ? 'Success' : 'Failed'),
  clear: (controller, skip, all) => {
    for (const { instance, timeout } of controller.advertising.instances) {
      if (all || timeout > 0) forget(controller, instance, skip);
    }
    return 'Success';
  },
};

/** hci_enable_advertising_sync in net/bluetooth/hci_sync.c. */
function enable(controller: Controller): Status {
  const { advertising, flags } = controller;
  const instance = advertising.instances.find(advertising.current);
  const instanceFlags = flagsOf(controller, instance);
  const connectable = isConnectable(controller, instanceFlags);
  const status = disable(controller);
  if (status !== 'Success') return status;
  const rpa = usesRpa(controller, instanceFlags);
  const { addressType, address } = updateAddress(controller, { requirePrivacy: !connectable, rpa });
  const isQuick = !connectable && (!flags.has('Discoverable') || flags.has('LimitedDiscoverable'));
  const interval = isQuick ? FAST_INTERVAL : (instance?.minInterval ?? minInterval(controller));
  const parameters = {
    addressType,
    connectable,
    scannable: connectable || isScannable(instance),
    interval: toMilliseconds(interval),
    extended: false,
  };
  const { sets } = advertising;
  const set = sets.setParameters(SET, parameters);
  if (set !== 'Success') return set;
  if (addressType === 'LERandom') sets.setRandomAddress(SET, address);
  const enabled = sets.enable(SET);
  if (enabled === 'Success') advertising.isOn = true;
  return enabled;
}

function updateData(controller: Controller, instance: number): Status {
  if (!controller.flags.has('LowEnergy')) return 'Success';
  const { instances, sets } = controller.advertising;
  const found = instances.find(instance);
  const isUnknown = instance !== 0 && found === undefined;
  return sets.setData(SET, isUnknown ? new Uint8Array() : advertisingData(controller, found));
}

function updateScanResponse(controller: Controller, instance: number): Status {
  if (!controller.flags.has('LowEnergy')) return 'Success';
  const { instances, sets } = controller.advertising;
  const found = instances.find(instance);
  const isUnknown = instance !== 0 && found === undefined;
  return sets.setScanResponse(SET, isUnknown ? new Uint8Array() : scanResponse(controller, found));
}

function disable({ advertising }: Controller): Status {
  if (!advertising.isOn) return 'Success';
  const status = advertising.sets.disable(SET);
  if (status === 'Success') advertising.isOn = false;
  return status;
}
