import type { Status } from '../../../protocol/enums/status.js';
import type { Socket } from '../../sockets/socket.js';
import type { Controller } from '../../state/controller.js';
import type { Advertiser } from './advertiser.js';
import { isConnectable, toMilliseconds, usesRpa } from './advertiser.js';
import type { Advertising } from './advertising.js';
import { advertisingData, flagsOf, scanResponse } from './content.js';

/** The number of the only set. */
const SET = 0;
/** What is not connectable is fast, unless one can be discovered (DISCOV_LE_FAST_ADV_INT_MIN in hci_core.h). */
const FAST_INTERVAL = 0x00a0;

/** A controller with one set: instances take turns. Nothing is ever refused for connections that there are already. */
export class LegacyAdvertiser implements Advertiser {
  constructor(
    private readonly controller: Controller,
    private readonly advertising: Advertising,
  ) {
    this.advertising.sets.ensure(SET);
  }

  start(instance: number): Status {
    const status = this.updateData(instance);
    if (status !== 'Success') return status;
    this.updateScanResponse(instance);
    return this.enable();
  }

  /** hci_enable_advertising_sync in net/bluetooth/hci_sync.c. */
  enable(): Status {
    const { controller, advertising } = this;
    const instance = advertising.instances.find(advertising.current);
    const flags = flagsOf(controller, instance);
    const connectable = isConnectable(controller, flags);
    const status = this.disable();
    if (status !== 'Success') return status;
    const rpa = usesRpa(controller, flags);
    const { addressType, address } = controller.ownAddress.update({ requirePrivacy: !connectable, rpa });
    const isQuick =
      !connectable && (!controller.flags.has('Discoverable') || controller.flags.has('LimitedDiscoverable'));
    const interval = isQuick ? FAST_INTERVAL : (instance?.minInterval ?? advertising.minInterval);
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

  updateData(instance: number): Status {
    if (!this.controller.flags.has('LowEnergy')) return 'Success';
    const { instances, sets } = this.advertising;
    const found = instances.find(instance);
    const isUnknown = instance !== 0 && found === undefined;
    return sets.setData(SET, isUnknown ? new Uint8Array() : advertisingData(this.controller, found));
  }

  updateScanResponse(instance: number): Status {
    if (!this.controller.flags.has('LowEnergy')) return 'Success';
    const { instances, sets } = this.advertising;
    const found = instances.find(instance);
    const isUnknown = instance !== 0 && found === undefined;
    return sets.setScanResponse(SET, isUnknown ? new Uint8Array() : scanResponse(this.controller, found));
  }

  disable(): Status {
    if (!this.advertising.isOn) return 'Success';
    const status = this.advertising.sets.disable(SET);
    if (status === 'Success') this.advertising.isOn = false;
    return status;
  }

  remove(instance: number, skip: Socket | undefined): Status {
    return this.advertising.forget(instance, skip) ? 'Success' : 'Failed';
  }

  clear(skip: Socket | undefined, all: boolean): Status {
    for (const { instance, timeout } of this.advertising.instances) {
      if (all || timeout > 0) this.advertising.forget(instance, skip);
    }
    return 'Success';
  }
}

/** Whether it answers scans (hci_adv_instance_is_scannable in net/bluetooth/hci_core.c). Instance 0 has a name to tell. */
export function isScannable(instance: ReturnType<Advertising['instances']['find']>): boolean {
  if (instance === undefined) return true;
  const { flags, scanResponse: data } = instance;
  return flags.AddAppearance || flags.AddLocalName || data.length > 0;
}
