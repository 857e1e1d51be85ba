import type { Status } from '../../protocol/enums/status.js';
import type { Cancellable } from '../ground/clock.js';
import { NO_ADDRESS } from '../ground/address.js';
import type { Chip } from './chip.js';

/** The parameters of a set, as HCI has them. */
export interface SetParameters {
  readonly addressType: 'LEPublic' | 'LERandom';
  readonly connectable: boolean;
  readonly scannable: boolean;
  /** In milliseconds. */
  readonly interval: number;
  /** With the PDUs of extended advertising. */
  readonly extended: boolean;
}

/** An advertising set in the controller. */
interface AdvertisingSet {
  parameters: SetParameters;
  data: Uint8Array;
  scanResponse: Uint8Array;
  randomAddress: string;
  enabled: boolean;
  /** The address on the air, as long as it is enabled. */
  address: string;
  /** When it was enabled, and how often. */
  since: number;
  run: number;
  end: Cancellable | undefined;
}

const UNSET: SetParameters = {
  addressType: 'LEPublic',
  connectable: false,
  scannable: false,
  interval: 1280,
  extended: false,
};

/**
 * The advertising sets of the hardware, and so what is on the air: it changes only when the kernel says so. Statuses are those
 * that mgmt makes of the controller's errors, as BlueZ's virtual controllers give them.
 */
export class AdvertisingSets {
  readonly #sets = new Map<number, AdvertisingSet>();

  /** @param limit How many it can hold */
  constructor(
    private readonly limit: number,
    private readonly chip: Chip,
  ) {}

  /** Whether one can be connected to at that address; gives its handle. */
  connectableAt(address: string): number | undefined {
    for (const [handle, set] of this.#sets) {
      if (set.enabled && set.parameters.connectable && set.address === address) return handle;
    }
    return undefined;
  }

  setParameters(handle: number, parameters: SetParameters): Status {
    if (!this.chip.isUp) return 'Failed';
    const set = this.#sets.get(handle);
    if (set === undefined && this.#sets.size >= this.limit) return 'NoResources';
    if (set?.enabled === true) return 'Busy';
    this.#create(handle).parameters = parameters;
    return 'Success';
  }

  setData(handle: number, data: Uint8Array): Status {
    return this.#with(handle, (set) => {
      set.data = data;
      if (set.enabled) this.#changed();
      return 'Success';
    });
  }

  setScanResponse(handle: number, data: Uint8Array): Status {
    return this.#with(handle, (set) => {
      set.scanResponse = data;
      if (set.enabled) this.#changed();
      return 'Success';
    });
  }

  setRandomAddress(handle: number, address: string): Status {
    return this.#with(handle, (set) => {
      if (set.enabled && set.parameters.connectable) return 'Busy';
      set.randomAddress = address;
      return 'Success';
    });
  }

  /** @param duration After which it ends by itself, in milliseconds; 0: it does not */
  enable(handle: number, duration = 0): Status {
    return this.#with(handle, (set) => {
      if (set.enabled) return 'Busy';
      const { addressType } = set.parameters;
      if (addressType === 'LERandom' && set.randomAddress === NO_ADDRESS) return 'InvalidParameters';
      set.address = addressType === 'LERandom' ? set.randomAddress : this.chip.address;
      set.enabled = true;
      set.since = this.chip.time;
      set.run++;
      if (duration > 0) set.end = this.chip.world.clock.after(duration, () => this.#end(handle));
      this.#changed();
      return 'Success';
    });
  }

  disable(handle: number): Status {
    return this.#with(handle, (set) => {
      if (!set.enabled) return 'Busy';
      this.#stop(set);
      this.#changed();
      return 'Success';
    });
  }

  disableAll(): Status {
    if (!this.chip.isUp) return 'Failed';
    this.stopAll();
    return 'Success';
  }

  /** Nothing is sent any more, and no set ends by itself: the radio has no power. */
  stopAll(): void {
    for (const set of this.#sets.values()) this.#stop(set);
    this.#changed();
  }

  /** Removes one that is not enabled. */
  remove(handle: number): Status {
    return this.#with(handle, (set) => {
      if (set.enabled) return 'Busy';
      this.#sets.delete(handle);
      return 'Success';
    });
  }

  /** Forgets everything, as at a reset. */
  reset(): void {
    this.stopAll();
    this.#sets.clear();
  }

  /** The one set of a controller without extended advertising is always there. */
  ensure(handle: number): void {
    this.#create(handle);
  }

  #create(handle: number): AdvertisingSet {
    const known = this.#sets.get(handle);
    if (known !== undefined) return known;
    const empty = new Uint8Array();
    const set: AdvertisingSet = {
      parameters: UNSET,
      data: empty,
      scanResponse: empty,
      randomAddress: NO_ADDRESS,
      enabled: false,
      address: NO_ADDRESS,
      since: 0,
      run: 0,
      end: undefined,
    };
    this.#sets.set(handle, set);
    return set;
  }

  #with(handle: number, use: (set: AdvertisingSet) => Status): Status {
    const set = this.#sets.get(handle);
    return set === undefined || !this.chip.isUp ? 'Failed' : use(set);
  }

  #stop(set: AdvertisingSet): void {
    set.end?.cancel();
    set.end = undefined;
    set.enabled = false;
  }

  #changed(): void {
    const enabled = [...this.#sets].filter(([, set]) => set.enabled);
    this.chip.station.advertise(
      enabled.map(([id, { parameters, address, data, scanResponse, since, run }]) => {
        return { id, address, data, scanResponse, since, run, ...parameters };
      }),
    );
  }

  #end(handle: number): void {
    this.#sets.delete(handle);
    this.#changed();
    this.chip.events.setEnded(handle);
  }
}
