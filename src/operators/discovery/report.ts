import { advertisedClassOfDevice } from '../../protocol/advertising/accessors.js';
import type { AdvertisingData } from '../../protocol/advertising/parse.js';
import { sameBytes } from '../../protocol/bytes.js';
import type { MgmtEvent } from '../../protocol/tables.js';
import { keyOf } from '../sightings/sighting.js';
import type { Payload, Payloads } from './payloads.js';

/** A device that was seen, each time that the kernel reports it. */
export type FoundDevice = MgmtEvent<'DeviceFound'>;

/** A device that the kernel reports, and what several who look at it want to know. */
export class Report {
  #payload: Payload | undefined;

  /** What tells devices apart. */
  readonly key: string;

  constructor(
    readonly device: FoundDevice,
    /** When it came in, in milliseconds. */
    readonly time: number,
    private readonly payloads: Payloads,
  ) {
    this.key = keyOf(device);
  }

  /** What it says. Read once, however many look at it. */
  get data(): AdvertisingData {
    return this.payload().data;
  }

  /** @param last what the device said before: most say the same again */
  payload(last?: Payload): Payload {
    if (this.#payload !== undefined) return this.#payload;
    const { eirData } = this.device;
    return (this.#payload = last !== undefined && sameBytes(last.bytes, eirData) ? last : this.payloads.of(eirData));
  }

  /**
   * Whether it only brings the name that a BR/EDR device was asked for, or says that there was no answer (mgmt_remote_name in
   * net/bluetooth/mgmt.c). What an inquiry brings always has the class of the device.
   */
  get isAboutName(): boolean {
    return this.device.addressType === 'BREDR' && advertisedClassOfDevice(this.data) === undefined;
  }
}
