import { advertisedClassOfDevice } from '../../protocol/advertising/accessors.js';
import type { AdvertisingData } from '../../protocol/advertising/parse.js';
import { parseAdvertisingData } from '../../protocol/advertising/parse.js';
import type { MgmtEvent } from '../../protocol/tables.js';
import { keyOf } from '../sightings/sighting.js';

/** A device that was seen, each time that the kernel reports it. */
export type FoundDevice = MgmtEvent<'DeviceFound'>;

/** A device that the kernel reports, and what several who look at it want to know. */
export class Report {
  #data: AdvertisingData | undefined;

  /** What tells devices apart. */
  readonly key: string;

  constructor(
    readonly device: FoundDevice,
    /** When it came in, in milliseconds. */
    readonly time: number,
  ) {
    this.key = keyOf(device);
  }

  /** Read once, however many look at it. */
  get data(): AdvertisingData {
    return (this.#data ??= parseAdvertisingData(this.device.eirData));
  }

  /**
   * Whether it only brings the name that a BR/EDR device was asked for, or says that there was no answer (mgmt_remote_name in
   * net/bluetooth/mgmt.c). What an inquiry brings always has the class of the device.
   */
  get isAboutName(): boolean {
    return this.device.addressType === 'BREDR' && advertisedClassOfDevice(this.data) === undefined;
  }
}
