import type { Status } from '../../../protocol/enums/status.js';
import type { Socket } from '../../sockets/socket.js';
import { NO_ADDRESS } from '../../ground/address.js';
import type { Controller } from '../../state/controller.js';
import type { LocalAddress } from '../identity/own-address.js';
import type { Advertiser } from './advertiser.js';
import { isConnectable, toMilliseconds, usesRpa } from './advertiser.js';
import type { Advertising } from './advertising.js';
import { advertisingData, CONTROLLER_POWER, flagsOf, scanResponse } from './content.js';
import { isSecondary } from './flags.js';
import type { AdvertisingInstance } from '../../state/instances.js';
import { isScannable } from './legacy-advertiser.js';

/** A controller with a set for each instance: it advertises them all by itself (LE Extended Advertising). */
export class ExtendedAdvertiser implements Advertiser {
  /** Whether the set of Set Advertising is on (HCI_LE_ADV_0). */
  isBaseOn = false;

  constructor(
    private readonly controller: Controller,
    private readonly advertising: Advertising,
  ) {}

  /** hci_start_ext_adv_sync in net/bluetooth/hci_sync.c. */
  start(instance: number): Status {
    return firstFailure(
      () => this.setUp(instance),
      () => this.#sendScanResponse(instance),
      () => this.enableInstance(instance),
    );
  }

  enable(): Status {
    return this.enableInstance(this.advertising.current);
  }

  /** Gives the controller parameters and data (hci_setup_ext_adv_instance_sync in hci_sync.c). */
  setUp(number: number): Status {
    const { controller, advertising } = this;
    const instance = advertising.instances.find(number);
    if (number > 0 && instance === undefined) return 'InvalidParameters';
    const stopped = instance === undefined ? this.#disableBase() : this.disableInstance(instance);
    if (stopped !== 'Success') return stopped;

    const flags = flagsOf(controller, instance);
    const connectable = isConnectable(controller, flags);
    const address = this.#addressFor(instance, connectable, usesRpa(controller, flags));
    const handle = instance?.handle ?? 0;
    const extended = isSecondary(flags);
    const scannable = isScannable(instance) || flags.ParamScanResponse;
    const parameters = {
      addressType: address.addressType,
      connectable,
      // Extended PDUs can't be both.
      scannable: connectable ? !extended : scannable,
      interval: toMilliseconds(instance?.minInterval ?? advertising.minInterval),
      extended,
    };
    return firstFailure(
      () => advertising.sets.setParameters(handle, parameters),
      () => {
        if (instance !== undefined) instance.txPower = CONTROLLER_POWER;
        return this.#sendData(number);
      },
      () => this.#sendAddress(instance, address),
    );
  }

  enableInstance(number: number): Status {
    const { advertising } = this;
    const instance = advertising.instances.find(number);
    if (number > 0 && instance === undefined) return 'InvalidParameters';
    if (instance?.enabled === true) return 'Success';
    // Milliseconds in 16 bits, so more than 65 seconds become less (hci_enable_ext_advertising_sync); units of 10 ms.
    const duration = Math.floor((((instance?.timeout ?? 0) * 1000) & 0xffff) / 10) * 10;
    const status = advertising.sets.enable(instance?.handle ?? 0, duration);
    if (status !== 'Success') return status;
    advertising.isOn = true;
    if (instance !== undefined) instance.enabled = true;
    else this.isBaseOn = true;
    return 'Success';
  }

  updateData(instance: number): Status {
    return this.controller.flags.has('LowEnergy') ? this.#sendData(instance) : 'Success';
  }

  updateScanResponse(instance: number): Status {
    return this.controller.flags.has('LowEnergy') ? this.#sendScanResponse(instance) : 'Success';
  }

  disable(): Status {
    return this.advertising.isOn ? this.#disableAll() : 'Success';
  }

  /** hci_remove_ext_adv_instance_sync in hci_sync.c: fails if the controller has never got it. */
  remove(number: number, skip: Socket | undefined): Status {
    const instance = this.advertising.instances.find(number);
    if (instance === undefined) return 'InvalidParameters';
    return firstFailure(
      () => this.disableInstance(instance),
      // The kernel takes the number of the instance for its handle here, and in the answer.
      () => this.advertising.sets.remove(number),
      () => {
        this.advertising.forget(number, skip);
        return 'Success';
      },
    );
  }

  /** hci_clear_adv_sets_sync in hci_sync.c: all instances, and also the set of Set Advertising. */
  clear(skip: Socket | undefined): Status {
    const status = this.#disableAll();
    if (status !== 'Success') return status;
    this.advertising.sets.reset();
    for (const { instance } of this.advertising.instances) this.advertising.forget(instance, skip);
    return 'Success';
  }

  disableInstance(instance: AdvertisingInstance): Status {
    if (!instance.enabled) return 'Success';
    const status = this.advertising.sets.disable(instance.handle);
    if (status !== 'Success') return status;
    instance.enabled = false;
    this.refreshIsOn();
    return 'Success';
  }

  /** Whether anything is on, as the kernel counts: it forgets the set of Set Advertising (hci_cc_le_set_ext_adv_enable). */
  refreshIsOn(): void {
    this.advertising.isOn = [...this.advertising.instances].some(({ enabled }) => enabled);
  }

  /** Since 6.7 or so the set of Set Advertising is switched off first; before, new parameters for it were refused. */
  #disableBase(): Status {
    if (!this.isBaseOn || !this.controller.world.isAtLeast('6.12')) return 'Success';
    const status = this.advertising.sets.disable(0);
    if (status !== 'Success') return status;
    this.isBaseOn = false;
    this.refreshIsOn();
    return 'Success';
  }

  #disableAll(): Status {
    const status = this.advertising.sets.disableAll();
    if (status !== 'Success') return status;
    for (const instance of this.advertising.instances) instance.enabled = false;
    this.advertising.isOn = false;
    return 'Success';
  }

  /** hci_get_random_address in hci_sync.c. `NO_ADDRESS`: it keeps the one that it has. */
  #addressFor(instance: AdvertisingInstance | undefined, connectable: boolean, rpa: boolean): LocalAddress {
    const { ownAddress } = this.controller;
    if (rpa) {
      const isValid =
        instance === undefined ? ownAddress.isRpaValid : instance.randomAddress !== NO_ADDRESS && !instance.rpaExpired;
      return { addressType: 'LERandom', address: isValid ? NO_ADDRESS : ownAddress.makeRpa() };
    }
    if (!connectable) return { addressType: 'LERandom', address: ownAddress.makeUnresolvable() };
    return ownAddress.identity();
  }

  #sendAddress(instance: AdvertisingInstance | undefined, { addressType, address }: LocalAddress): Status {
    if (addressType === 'LEPublic' || address === NO_ADDRESS) return 'Success';
    const { ownAddress, world } = this.controller;
    if (address === (instance?.randomAddress ?? ownAddress.random)) return 'Success';
    if (instance === undefined) ownAddress.setRandom(address);
    const status = this.advertising.sets.setRandomAddress(instance?.instance ?? 0, address);
    if (status !== 'Success' || instance === undefined) return status;
    instance.randomAddress = address;
    if (address !== ownAddress.rpa) return 'Success';
    instance.rpaExpired = false;
    world.clock.after(ownAddress.rpaTimeout * 1000, () => (instance.rpaExpired = true));
    return 'Success';
  }

  #sendData(number: number): Status {
    const instance = this.advertising.instances.find(number);
    if (number > 0 && instance?.dataChanged !== true) return 'Success';
    const data = advertisingData(this.controller, instance);
    const status = this.advertising.sets.setData(instance?.handle ?? 0, data);
    if (instance !== undefined) instance.dataChanged = status !== 'Success';
    return status;
  }

  #sendScanResponse(number: number): Status {
    const instance = this.advertising.instances.find(number);
    if (number > 0 && instance?.scanResponseChanged !== true) return 'Success';
    const data = scanResponse(this.controller, instance);
    const status = this.advertising.sets.setScanResponse(instance?.handle ?? 0, data);
    if (instance !== undefined) instance.scanResponseChanged = status !== 'Success';
    return status;
  }
}

/** Does one step after the other until one fails. */
function firstFailure(...steps: readonly (() => Status)[]): Status {
  for (const step of steps) {
    const status = step();
    if (status !== 'Success') return status;
  }
  return 'Success';
}
