import { NO_ADDRESS } from '../ground/address.js';
import type { InstanceFlags } from './advertising-flags.js';
import { sameBytes } from '../../protocol/bytes.js';

/** The controller chooses (HCI_ADV_TX_POWER_NO_PREFERENCE in include/net/bluetooth/hci_core.h). */
export const NO_PREFERENCE = 127;

/** What a program asks for. */
export interface InstanceRequest {
  readonly instance: number;
  readonly flags: InstanceFlags;
  readonly data?: Uint8Array;
  readonly scanResponse?: Uint8Array;
  /** How long it lives, in seconds; 0: until it is removed. */
  readonly timeout: number;
  /** How long it is advertised before the next one's turn, in seconds; 0: the default. */
  readonly duration: number;
  readonly txPower?: number;
  readonly minInterval: number;
  readonly maxInterval: number;
}

/** Something to advertise, beside what Set Advertising does (struct adv_info in hci_core.h). */
export interface AdvertisingInstance {
  readonly instance: number;
  /** The controller's number for it. */
  readonly handle: number;
  flags: InstanceFlags;
  data: Uint8Array;
  scanResponse: Uint8Array;
  /** Whether the controller has not got the data yet. */
  dataChanged: boolean;
  scanResponseChanged: boolean;
  timeout: number;
  remaining: number;
  duration: number;
  txPower: number;
  minInterval: number;
  maxInterval: number;
  /** No program has been told of it yet, or it is not known yet whether it works. */
  pending: boolean;
  /** Whether the controller advertises it, with extended advertising. */
  enabled: boolean;
  randomAddress: string;
  rpaExpired: boolean;
}

const NONE: Uint8Array = new Uint8Array();

/** The instances that programs have added, the newest first as in the kernel. */
export class Instances {
  readonly #list: AdvertisingInstance[] = [];

  /** @param limit How many there can be */
  constructor(readonly limit: number) {}

  [Symbol.iterator](): Iterator<AdvertisingInstance> {
    return [...this.#list][Symbol.iterator]();
  }

  get count(): number {
    return this.#list.length;
  }

  get newest(): AdvertisingInstance | undefined {
    return this.#list[0];
  }

  find(instance: number): AdvertisingInstance | undefined {
    return this.#list.find((each) => each.instance === instance);
  }

  byHandle(handle: number): AdvertisingInstance | undefined {
    return this.#list.find((each) => each.handle === handle);
  }

  /** Whose turn it is after that one: the same again if it is alone (hci_get_next_instance in hci_core.c). */
  after(instance: number): AdvertisingInstance | undefined {
    const at = this.#list.findIndex((each) => each.instance === instance);
    return at < 0 ? undefined : this.#list[(at + 1) % this.#list.length];
  }

  /**
   * Adds one, or gives it other parameters and data (hci_add_adv_instance in hci_core.c). Undefined if there are too many; mesh
   * packets go in one with a number above the limit.
   *
   * @param rotation For how long each is advertised unless it says otherwise, in seconds
   */
  put(request: InstanceRequest, rotation: number): AdvertisingInstance | undefined {
    const { instance, flags, timeout, duration } = request;
    let found = this.find(instance);
    if (found === undefined) {
      if (this.count >= this.limit || instance < 1 || instance > this.limit + 1) return undefined;
      found = this.#created(request);
      this.#list.unshift(found);
    } else {
      // The old data is blanked, but if there is no new data its length stays: the kernel does so, too.
      found.data = new Uint8Array(found.data.length);
      found.scanResponse = new Uint8Array(found.scanResponse.length);
    }
    found.flags = flags;
    found.minInterval = request.minInterval;
    found.maxInterval = request.maxInterval;
    found.txPower = request.txPower ?? NO_PREFERENCE;
    found.timeout = found.remaining = timeout;
    found.duration = duration === 0 ? rotation : duration;
    return found;
  }

  /** Gives it data; none leaves what is there. */
  setData(instance: AdvertisingInstance, data = NONE, scanResponse = NONE): void {
    if (data.length > 0 && !sameBytes(data, instance.data)) {
      instance.data = data.slice();
      instance.dataChanged = true;
    }
    if (scanResponse.length > 0 && !sameBytes(scanResponse, instance.scanResponse)) {
      instance.scanResponse = scanResponse.slice();
      instance.scanResponseChanged = true;
    }
  }

  /** False if there is none of that number. */
  remove(instance: number): boolean {
    const at = this.#list.findIndex((each) => each.instance === instance);
    if (at >= 0) this.#list.splice(at, 1);
    return at >= 0;
  }

  #created({ instance, flags, minInterval, maxInterval }: InstanceRequest): AdvertisingInstance {
    return {
      instance,
      // A controller with a single set has only this number.
      handle: this.limit === 1 && instance === 1 ? 0 : instance,
      flags,
      data: new Uint8Array(),
      scanResponse: new Uint8Array(),
      dataChanged: false,
      scanResponseChanged: false,
      timeout: 0,
      remaining: 0,
      duration: 0,
      txPower: NO_PREFERENCE,
      minInterval,
      maxInterval,
      pending: true,
      enabled: false,
      randomAddress: NO_ADDRESS,
      rpaExpired: false,
    };
  }
}
