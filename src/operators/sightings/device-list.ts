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

const isKnown = (name: string | undefined): name is string => name !== undefined;

function named<T extends Sighting>(device: Device<T>, { companyName, serviceName }: NameTables): ListedDevice<T> {
  const uuids = [...new Set([...device.services, ...device.serviceData.map(({ uuid }) => uuid)])];
  return {
    ...device,
    companies: device.manufacturerData.map(({ company }) => companyName(company)).filter(isKnown),
    serviceNames: uuids.map(serviceName).filter(isKnown),
  };
}

/** Lists in which what has not changed is the same object as in the one before. */
export class DeviceList<T extends Sighting> {
  #listed = new Map<Device<T>, ListedDevice<T>>();

  constructor(
    private readonly order: DeviceOrder<T>,
    private readonly tables: NameTables,
  ) {}

  of(devices: readonly Device<T>[]): readonly ListedDevice<T>[] {
    const sorted = [...devices].sort((one, other) => this.order(one, other) || compare(one.address, other.address));
    const listed = new Map(sorted.map((device) => [device, this.#listed.get(device) ?? named(device, this.tables)]));
    this.#listed = listed;
    return [...listed.values()];
  }
}
