import { Recent } from '../sightings/recent.js';
import type { Payload, Payloads } from './payloads.js';
import type { FoundDevice } from './report.js';
import { Report } from './report.js';

/** So many devices are remembered; of more, those that were reported last. */
const MOST = 1000;

/** The last report of a device. Written into, not kept itself: what lives for more than a moment costs more than all that is done with a report. */
interface Last extends Pick<FoundDevice, 'address' | 'addressType'> {
  rssi: FoundDevice['rssi'];
  flags: FoundDevice['flags'];
  payload: Payload;
  time: number;
}

/**
 * The last report of each device in the present discovery. Most controllers report a device once in a discovery, because the kernel
 * asks them to leave out duplicates (hci_le_set_ext_scan_enable_sync in net/bluetooth/hci_sync.c): who joins later would wait for the next one.
 */
export class FoundDevices {
  readonly #last = new Recent<Last>(MOST, Infinity);

  constructor(
    private readonly index: number,
    private readonly payloads: Payloads,
  ) {}

  add(report: Report): void {
    const { device, time } = report;
    const key = report.isAboutName ? `${report.key} name` : report.key;
    const last = this.#last.touch(key, time);
    const payload = report.payload(last?.payload);
    const { address, addressType, rssi, flags } = device;
    if (last === undefined) {
      this.#last.add(key, { address, addressType, rssi, flags, payload, time }, time);
      return;
    }
    last.rssi = rssi;
    last.flags = flags;
    last.payload = payload;
    last.time = time;
  }

  /** In the order in which they were reported. */
  get all(): readonly Report[] {
    return Array.from(this.#last.oldestFirst(), ({ payload, time, ...device }) => {
      // Each gets bytes of its own, as with an event.
      const event = { event: 'DeviceFound', index: this.index, ...device, eirData: payload.bytes.slice() } as const;
      return new Report(event, time, this.payloads);
    });
  }

  clear(): void {
    this.#last.clear();
  }
}
