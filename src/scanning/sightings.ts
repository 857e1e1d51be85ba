import type { Payload } from '../operators/discovery/payloads.js';
import type { Report } from '../operators/discovery/report.js';
import type { Facts } from '../operators/sightings/facts.js';
import { union } from '../operators/sightings/facts.js';
import { Recent } from '../operators/sightings/recent.js';
import type { HeardBy, Sighting } from '../operators/sightings/sighting.js';

/** What describes a device, as far as it was heard. */
type Learned = Omit<Facts, 'serviceData' | 'manufacturerData'>;

/** What is remembered of a device. */
interface Known {
  learned: Learned;
  connectable: boolean | undefined;
  advertisement: Facts | undefined;
  last: Payload;
}

/** No more services of a device are remembered when it has so many: more than any has. */
const MOST_SERVICES = 64;

/** The same object if nothing is new: then there is nothing more to be kept. */
function learn(known: Learned, facts: Facts): Learned {
  const isNamed = facts.name !== undefined && (facts.isNameComplete || !known.isNameComplete);
  const name = isNamed ? facts.name : known.name;
  const services = known.services.length < MOST_SERVICES ? union(known.services, facts.services) : known.services;
  const appearance = facts.appearance ?? known.appearance;
  const classOfDevice = facts.classOfDevice ?? known.classOfDevice;
  const txPower = facts.txPower ?? known.txPower;
  const isNameComplete = isNamed ? facts.isNameComplete : known.isNameComplete;
  const isSame =
    name === known.name &&
    isNameComplete === known.isNameComplete &&
    services === known.services &&
    appearance === known.appearance &&
    classOfDevice === known.classOfDevice &&
    txPower === known.txPower;
  return isSame ? known : { name, isNameComplete, services, appearance, classOfDevice, txPower };
}

/** Makes sightings of reports, with what is known of the devices from earlier ones. */
export class Sightings {
  readonly #known: Recent<Known>;

  constructor(maxDevices: number, forgetAfter: number) {
    this.#known = new Recent(maxDevices, forgetAfter);
  }

  of(report: Report, controller: HeardBy): Sighting {
    const { device, key, time } = report;
    const known = this.#known.touch(key, time) ?? this.#add(report);
    const payload = report.payload(known.last);
    const { data, facts, bytes } = payload;
    if (known.last !== payload) {
      known.last = payload;
      known.learned = learn(known.learned, facts);
    }
    const { learned } = known;
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
      name: learned.name,
      services: learned.services,
      serviceData: before === undefined ? facts.serviceData : [...before.serviceData, ...facts.serviceData],
      manufacturerData:
        before === undefined ? facts.manufacturerData : [...before.manufacturerData, ...facts.manufacturerData],
      appearance: learned.appearance,
      classOfDevice: learned.classOfDevice,
      txPower: learned.txPower,
      data,
      bytes,
      time,
      controller,
    };
  }

  #add(report: Report): Known {
    const last = report.payload();
    const known: Known = { learned: last.facts, connectable: undefined, advertisement: undefined, last };
    return this.#known.add(report.key, known, report.time);
  }
}
