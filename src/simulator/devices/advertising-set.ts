import type { DeviceAdvertising, DeviceOptions } from '../options/device-options.js';
import type { Addressing } from './addressing.js';
import { MAX_EXTENDED_DATA, MAX_LEGACY_DATA, changingContentOf, contentFor } from '../options/content.js';
import type { Advertisement } from '../air/station.js';

interface Sender {
  readonly addressing: Addressing;
  /** Milliseconds since it was added. */
  readonly time: number;
  readonly since: number;
}

/** One advertising set of a device; its values are those of the time at which one looks. */
export class AdvertisingSet implements Advertisement {
  readonly id: number;
  readonly run: number;
  readonly addressType: 'LEPublic' | 'LERandom';
  readonly connectable: boolean;
  readonly scannable: boolean;
  readonly extended: boolean;
  readonly interval: number;
  readonly #data: (time: number) => Uint8Array;
  readonly #scanResponse: (time: number) => Uint8Array;

  constructor(
    private readonly sender: Sender,
    options: DeviceOptions,
    set: DeviceAdvertising,
    { id, run }: { readonly id: number; readonly run: number },
  ) {
    const { extended = false, connectable = true, scanResponse, interval = 100 } = set;
    const limit = extended ? MAX_EXTENDED_DATA : MAX_LEGACY_DATA;
    this.id = id;
    this.run = run;
    this.addressType = sender.addressing.advertised(0).addressType;
    this.connectable = connectable;
    this.scannable = set.scannable ?? (scanResponse !== undefined || (connectable && !extended));
    this.extended = extended;
    this.interval = interval;
    this.#data = changingContentOf('data', set.data ?? contentFor(options, limit), limit);
    this.#scanResponse = changingContentOf('scanResponse', scanResponse ?? '', limit);
  }

  get since(): number {
    return this.sender.since;
  }

  get address(): string {
    return this.sender.addressing.advertised(this.sender.time).address;
  }

  get data(): Uint8Array {
    return this.#data(this.sender.time);
  }

  get scanResponse(): Uint8Array {
    return this.#scanResponse(this.sender.time);
  }
}
