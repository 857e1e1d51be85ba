import type { Report } from '../operators/discovery/report.js';
import type { Facts } from '../operators/sightings/facts.js';
import { factsOf, union } from '../operators/sightings/facts.js';
import { Recent } from '../operators/sightings/recent.js';
import type { HeardBy, Sighting } from '../operators/sightings/sighting.js';
import type { AdvertisingData } from '../protocol/advertising/parse.js';
import { sameBytes } from '../protocol/bytes.js';

/** What was heard, read. */
interface Heard {
  readonly bytes: Uint8Array;
  readonly data: AdvertisingData;
  readonly facts: Facts;
}

/** What describes a device, as far as it was heard, and its last advertisement. */
interface Known {
  name: string | undefined;
  isNameComplete: boolean;
  services: readonly string[];
  appearance: number | undefined;
  classOfDevice: number | undefined;
  txPower: number | undefined;
  connectable: boolean | undefined;
  advertisement: Facts | undefined;
  last: Heard | undefined;
}

/** No more services of a device are remembered when it has so many: more than any has. */
const MOST_SERVICES = 64;

const nothing = (): Known => ({
  name: undefined,
  isNameComplete: false,
  services: [],
  appearance: undefined,
  classOfDevice: undefined,
  txPower: undefined,
  connectable: undefined,
  advertisement: undefined,
  last: undefined,
});

/** Most devices say the same again and again: it is read once, and is the same object then, so that what is new each time need not be kept. */
function read({ device, data }: Report): Heard {
  return { bytes: device.eirData, data, facts: factsOf(data) };
}

function learn(known: Known, facts: Facts): void {
  if (facts.name !== undefined && (facts.isNameComplete || !known.isNameComplete)) {
    known.name = facts.name;
    known.isNameComplete = facts.isNameComplete;
  }
  if (facts.services.length > 0 && known.services.length < MOST_SERVICES) {
    known.services = union(known.services, facts.services);
  }
  known.appearance = facts.appearance ?? known.appearance;
  known.classOfDevice = facts.classOfDevice ?? known.classOfDevice;
  known.txPower = facts.txPower ?? known.txPower;
}

/** Makes sightings of reports, with what is known of the devices from earlier ones. */
export class Sightings {
  readonly #known: Recent<Known>;

  constructor(maxDevices: number, forgetAfter: number) {
    this.#known = new Recent(maxDevices, forgetAfter);
  }

  of(report: Report, controller: HeardBy): Sighting {
    const { device, key, time } = report;
    const known = this.#known.touch(key, time) ?? this.#known.add(key, nothing(), time);
    const heard = known.last !== undefined && sameBytes(known.last.bytes, device.eirData) ? known.last : read(report);
    const { data, facts } = heard;
    if (known.last !== heard) {
      known.last = heard;
      learn(known, facts);
    }
    // The kernel puts a scan response behind the advertisement that it answers; the flag is for one that came without, of which it does not
    // know more (process_adv_report in net/bluetooth/hci_event.c). Those of BR/EDR devices can't say.
    const isAlone = device.flags.ScanResponse;
    if (!isAlone && device.addressType !== 'BREDR') known.connectable = !device.flags.NotConnectable;
    const before = isAlone ? known.advertisement : undefined;
    if (!isAlone) known.advertisement = facts;
    return {
      address: device.address,
      addressType: device.addressType,
      rssi: Number.isNaN(device.rssi) ? undefined : device.rssi,
      connectable: known.connectable,
      name: known.name,
      services: known.services,
      serviceData: before === undefined ? facts.serviceData : [...before.serviceData, ...facts.serviceData],
      manufacturerData:
        before === undefined ? facts.manufacturerData : [...before.manufacturerData, ...facts.manufacturerData],
      appearance: known.appearance,
      classOfDevice: known.classOfDevice,
      txPower: known.txPower,
      data,
      bytes: heard.bytes,
      time,
      controller,
    };
  }
}
