import type { Device } from './device.js';
import { union } from './facts.js';
import { Hearings } from './hearings.js';
import { Pauses } from './pauses.js';
import type { HeardManufacturerData, HeardServiceData, Sighting } from './sighting.js';

/** No more items of a list are kept. */
const MOST = 64;

const NONE: readonly never[] = [];

const uuidOf = ({ uuid }: HeardServiceData): unknown => uuid;
const companyOf = ({ company }: HeardManufacturerData): unknown => company;

/** The last item of each key; what is heard comes first. */
function latest<T>(known: readonly T[], heard: readonly T[], keyOf: (item: T) => unknown): readonly T[] {
  if (heard.length === 0) return known;
  const kept = known.filter((item) => heard.every((other) => keyOf(other) !== keyOf(item)));
  return kept.length === 0 ? heard : [...heard, ...kept].slice(0, MOST);
}

/** What a sighting and a device have of themselves. */
const OWN: Record<keyof Device, true> = {
  address: true,
  addressType: true,
  privateAddress: true,
  rssi: true,
  connectable: true,
  name: true,
  services: true,
  serviceData: true,
  manufacturerData: true,
  appearance: true,
  classOfDevice: true,
  txPower: true,
  data: true,
  bytes: true,
  time: true,
  controller: true,
  firstSeen: true,
  lastSeen: true,
  count: true,
  heardBy: true,
};
const own: ReadonlySet<string> = new Set(Object.keys(OWN));

/** Takes over what operators have added to a sighting. */
function withAdded<T extends Sighting>(device: Device, sighting: T): Device<T> {
  for (const name in sighting) {
    if (!own.has(name)) Object.assign(device, { [name]: sighting[name] });
  }
  // Now it has all that a sighting of this kind has.
  return device as Device<T>;
}

/** Field by field: to spread a sighting took more time than all the rest of tracking it. */
function deviceOf<T extends Sighting>(sighting: T, last: Device<T> | undefined, best: T, count: number): Device<T> {
  const { privateAddress, time } = sighting;
  const device: Device = {
    address: sighting.address,
    addressType: sighting.addressType,
    rssi: best.rssi,
    connectable: sighting.connectable ?? last?.connectable,
    name: sighting.name ?? last?.name,
    services:
      last === undefined || last.services === sighting.services
        ? sighting.services
        : union(last.services, sighting.services),
    serviceData: latest(last?.serviceData ?? NONE, sighting.serviceData, uuidOf),
    manufacturerData: latest(last?.manufacturerData ?? NONE, sighting.manufacturerData, companyOf),
    appearance: sighting.appearance ?? last?.appearance,
    classOfDevice: sighting.classOfDevice ?? last?.classOfDevice,
    txPower: sighting.txPower ?? last?.txPower,
    data: sighting.data,
    bytes: sighting.bytes,
    time,
    controller: best.controller,
    firstSeen: last?.firstSeen ?? time,
    lastSeen: time,
    count,
    heardBy: [{ controller: best.controller, rssi: best.rssi, lastSeen: time }],
  };
  return withAdded(privateAddress === undefined ? device : { ...device, privateAddress }, best);
}

/** What is known of a device while it is there. */
export class TrackedDevice<T extends Sighting> {
  #device: Device<T>;
  /** The last sighting, if all that were heard since the device was put together said the same: it is put together when it is asked for. */
  #pending: T | undefined;
  #count = 1;
  readonly #pauses: Pauses | undefined;
  /** Once there are two who hear it. */
  #hearings: Hearings<T> | undefined;

  constructor(
    readonly key: string,
    sighting: T,
    /** When it was heard last, by the clock of who tracks it. */
    public heardAt: number,
    private readonly lostAfter: number | 'learned',
  ) {
    this.#device = deviceOf(sighting, undefined, sighting, 1);
    if (lostAfter === 'learned') this.#pauses = new Pauses();
  }

  get device(): Device<T> {
    if (this.#pending !== undefined) {
      const sighting = this.#pending;
      this.#pending = undefined;
      const device = deviceOf(sighting, this.#device, this.#hearings?.best ?? sighting, this.#count);
      this.#device = this.#hearings === undefined ? device : { ...device, heardBy: this.#hearings.all };
    }
    return this.#device;
  }

  get patience(): number {
    return this.lostAfter === 'learned' ? (this.#pauses?.patience ?? Infinity) : this.lostAfter;
  }

  update(sighting: T, now: number): void {
    this.#pauses?.add(now - this.heardAt);
    this.heardAt = now;
    const last = this.#pending ?? this.#device;
    // What the one before said is no part of this one.
    if (last.data !== sighting.data || last.controller !== sighting.controller) this.#hear(this.device, sighting);
    else this.#hearings?.heard(sighting);
    this.#pending = sighting;
    this.#count += 1;
  }

  #hear(last: Device<T>, sighting: T): void {
    if (this.#hearings === undefined && sighting.controller !== last.controller) {
      this.#hearings = new Hearings<T>();
      this.#hearings.heard(last);
    }
    this.#hearings?.heard(sighting);
  }
}
