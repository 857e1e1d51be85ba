import { union } from './facts.js';
import type { HeardManufacturerData, HeardServiceData, Sighting } from './sighting.js';

/** No more items of a list are kept. */
const MOST = 64;

const uuidOf = ({ uuid }: HeardServiceData): unknown => uuid;
const companyOf = ({ company }: HeardManufacturerData): unknown => company;

/** The last item of each key; what is heard comes first. */
function latest<T>(known: readonly T[], heard: readonly T[], keyOf: (item: T) => unknown): readonly T[] {
  if (heard.length === 0) return known;
  const kept = known.filter((item) => heard.every((other) => keyOf(other) !== keyOf(item)));
  return kept.length === 0 ? heard : [...heard, ...kept].slice(0, MOST);
}

/** What describes a device, and a sighting may not say each time. */
export type Description = Pick<
  Sighting,
  'connectable' | 'name' | 'services' | 'serviceData' | 'manufacturerData' | 'appearance' | 'classOfDevice' | 'txPower'
>;

/** Whether a sighting says what the one before did: then there is nothing to be remembered of that one. */
export const saysTheSame = (one: Sighting, other: Sighting): boolean =>
  one.data === other.data &&
  one.controller === other.controller &&
  one.connectable === other.connectable &&
  one.name === other.name &&
  one.services === other.services &&
  one.serviceData === other.serviceData &&
  one.manufacturerData === other.manufacturerData &&
  one.appearance === other.appearance &&
  one.classOfDevice === other.classOfDevice &&
  one.txPower === other.txPower;

/** What is known from a sighting and those before it. */
export function described(known: Description | undefined, sighting: Sighting): Description {
  if (known === undefined) return sighting;
  return {
    connectable: sighting.connectable ?? known.connectable,
    name: sighting.name ?? known.name,
    services: known.services.length < MOST ? union(known.services, sighting.services) : known.services,
    serviceData: latest(known.serviceData, sighting.serviceData, uuidOf),
    manufacturerData: latest(known.manufacturerData, sighting.manufacturerData, companyOf),
    appearance: sighting.appearance ?? known.appearance,
    classOfDevice: sighting.classOfDevice ?? known.classOfDevice,
    txPower: sighting.txPower ?? known.txPower,
  };
}
