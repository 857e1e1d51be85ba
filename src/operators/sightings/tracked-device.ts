import type { Device } from './device.js';
import type { Description } from './description.js';
import { described, saysTheSame } from './description.js';
import { Hearings } from './hearings.js';
import type { Pauses } from './pauses.js';
import type { Sighting } from './sighting.js';

/** What a sighting and a device have of themselves. */
const OWN: Record<keyof Device, true> = {
  address: true,
  addressType: true,
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
  privateAddress: true,
  firstSeen: true,
  lastSeen: true,
  count: true,
  heardBy: true,
};
const NAMES = Object.keys(OWN);
const own: ReadonlySet<string> = new Set(NAMES);

/** Takes over what operators have added to a sighting. */
function withAdded<T extends Sighting>(device: Device, sighting: T): Device<T> {
  let next = 0;
  for (const name in sighting) {
    // Most have just what a sighting has, in this order: no need to look it up.
    if (name === NAMES[next]) next++;
    else if (!own.has(name)) Object.assign(device, { [name]: sighting[name] });
  }
  // Now it has all that a sighting of this kind has.
  return device as Device<T>;
}

/**
 * What is known of a device while it is there. It is put together when it is asked for. Of a million of them each keeps little: the last sighting,
 * which others keep, too, and of earlier ones what that does not say.
 */
export class TrackedDevice<T extends Sighting, K extends Device<T> = Device<T>> {
  readonly #firstSeen: number;
  #count = 1;
  /** From sightings that said something else than the last one. */
  #known: Description | undefined;
  /** What was made of it since it was heard. */
  #kept: K | undefined;
  /** Once there are two who hear it. */
  #hearings: Hearings<T> | undefined;

  constructor(
    readonly key: string,
    private sighting: T,
    /** When it was heard last, by the clock of who tracks it. */
    public heardAt: number,
    private readonly lostAfter: number | Pauses,
  ) {
    this.#firstSeen = sighting.time;
  }

  /** Field by field: to spread a sighting took more time than all the rest of tracking it. */
  get device(): Device<T> {
    const { sighting } = this;
    const best = this.#hearings?.best ?? sighting;
    const { connectable, name, services, serviceData, manufacturerData, appearance, classOfDevice, txPower } =
      described(this.#known, sighting);
    const { privateAddress, time } = sighting;
    const device: Device = {
      address: sighting.address,
      addressType: sighting.addressType,
      rssi: best.rssi,
      connectable,
      name,
      services,
      serviceData,
      manufacturerData,
      appearance,
      classOfDevice,
      txPower,
      data: sighting.data,
      bytes: sighting.bytes,
      time,
      controller: best.controller,
      firstSeen: this.#firstSeen,
      lastSeen: time,
      count: this.#count,
      heardBy: this.#hearings?.all ?? [{ controller: best.controller, rssi: best.rssi, lastSeen: time }],
    };
    return withAdded(privateAddress === undefined ? device : { ...device, privateAddress }, best);
  }

  /** The same object until it is heard again. */
  kept(make: (device: Device<T>) => K): K {
    return (this.#kept ??= make(this.device));
  }

  get patience(): number {
    return typeof this.lostAfter === 'number' ? this.lostAfter : this.lostAfter.patience;
  }

  update(sighting: T, now: number): void {
    if (typeof this.lostAfter !== 'number') this.lostAfter.add(now - this.heardAt);
    this.heardAt = now;
    const last = this.sighting;
    if (!saysTheSame(last, sighting)) this.#known = described(this.#known, last);
    if (this.#hearings === undefined && sighting.controller !== last.controller) {
      this.#hearings = new Hearings<T>();
      this.#hearings.heard(last);
    }
    this.#hearings?.heard(sighting);
    this.sighting = sighting;
    this.#kept = undefined;
    this.#count += 1;
  }
}
