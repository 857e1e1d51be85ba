import type { Device } from './device.js';
import type { Sighting } from './sighting.js';

/** What a list for people says of a device beside what is known of it. */
export interface DeviceNames {
  /** The names of the companies whose data it sends, if names were asked for and known. */
  readonly companies: readonly string[];
  /** The names of its services, if names were asked for and known. */
  readonly serviceNames: readonly string[];
}

/** A device in a list for people. */
export type ListedDevice<T extends Sighting = Sighting> = Device<T> & DeviceNames;

/** Where names come from: `companyName` and `serviceName` of rx-btmgmt/assigned-numbers. */
export interface NameTables {
  readonly companyName: (company: number) => string | undefined;
  readonly serviceName: (uuid: string) => string | undefined;
}

/** The order of a list: equal ones by their address, so that nothing jumps about. */
export type DeviceOrder<T extends Sighting = Sighting> = (one: Device<T>, other: Device<T>) => number;

const strength = ({ rssi }: Device): number => rssi ?? -Infinity;
const compare = <T>(one: T, other: T): number => (one < other ? -1 : Number(one > other));

export const ORDERS = {
  rssi: (one, other) => compare(strength(other), strength(one)),
  lastSeen: (one, other) => other.lastSeen - one.lastSeen,
  firstSeen: (one, other) => one.firstSeen - other.firstSeen,
  // Those without a name are last.
  name: (one, other) =>
    Number(one.name === undefined) - Number(other.name === undefined) || compare(one.name ?? '', other.name ?? ''),
  address: () => 0,
} as const satisfies Record<string, DeviceOrder>;

/** What functions that are given say, without what they do not know. */
function namesOf<T>(items: readonly T[], nameOf: (item: T) => string | undefined): readonly string[] {
  const names: string[] = [];
  for (const item of items) {
    const name = nameOf(item);
    if (name !== undefined) names.push(name);
  }
  return names;
}

/** All services, each once. */
function servicesOf({ services, serviceData }: Device): readonly string[] {
  const uuids = new Set(services);
  for (const { uuid } of serviceData) uuids.add(uuid);
  return [...uuids];
}

/** Names a device that nobody else has. */
export const namer =
  <T extends Sighting>({ companyName, serviceName }: NameTables) =>
  (device: Device<T>): ListedDevice<T> =>
    Object.assign(device, {
      companies: namesOf(device.manufacturerData, ({ company }) => companyName(company)),
      serviceNames: namesOf(servicesOf(device), serviceName),
    });

/** Devices in their order. */
export const sorted = <T extends Sighting>(devices: ListedDevice<T>[], order: DeviceOrder<T>): ListedDevice<T>[] =>
  devices.sort((one, other) => order(one, other) || compare(one.address, other.address));
