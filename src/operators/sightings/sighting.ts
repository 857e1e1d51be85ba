import type { AdvertisingData } from '../../protocol/advertising/parse.js';

/** The controller that heard something: where it sat then, and its address. */
export interface HeardBy {
  readonly index: number;
  readonly address: string;
}

/** Data of a service, by its UUID in long form. */
export interface HeardServiceData {
  readonly uuid: string;
  readonly data: Uint8Array;
}

/** Data of a company, by its number, which `companyName` of rx-btmgmt/assigned-numbers knows. */
export interface HeardManufacturerData {
  readonly company: number;
  readonly data: Uint8Array;
}

/**
 * A device was heard. Plain data. What describes it (`name`, `services`, `appearance`, `classOfDevice`, `txPower`, `connectable`) is what
 * is known by now, from this and earlier reports; all else is what was heard this time. Sightings that say the same share their parts: copy
 * `bytes` and what is in lists before you write into them.
 */
export interface Sighting {
  readonly address: string;
  readonly addressType: 'BREDR' | 'LEPublic' | 'LERandom' | number;
  /** The address in which it was heard, if `resolveAddresses` has put that of the identity in its place. */
  readonly privateAddress?: string;
  /** In dBm, -128 to 126. `undefined`: not known. */
  readonly rssi: number | undefined;
  /** Whether it takes connections. `undefined`: it did not say; BR/EDR devices never do. */
  readonly connectable: boolean | undefined;
  /** The name for people, complete if such a one was heard; see `advertisedName`. */
  readonly name: string | undefined;
  /** The services that it lists, in long form. */
  readonly services: readonly string[];
  readonly serviceData: readonly HeardServiceData[];
  readonly manufacturerData: readonly HeardManufacturerData[];
  /** What it looks like: a number, which `appearanceName` of rx-btmgmt/assigned-numbers knows. */
  readonly appearance: number | undefined;
  /** Of BR/EDR devices. 24 bits: services, major and minor class. */
  readonly classOfDevice: number | undefined;
  /** With which power it says that it sends, in dBm. */
  readonly txPower: number | undefined;
  /** All that this report says: advertisement and scan response together, if the kernel put them together. */
  readonly data: AdvertisingData;
  /** The same as it was received. */
  readonly bytes: Uint8Array;
  /** When it was heard, in milliseconds since 1970, by the scheduler of the client. */
  readonly time: number;
  readonly controller: HeardBy;
}

/** Who was heard, and when: all that most operators need. Sightings have it, and devices, and what is made of them. */
export type HeardPeer = Pick<Sighting, 'address' | 'addressType' | 'time'>;

/** What tells devices apart. Most have random addresses, whose text is there: to put one together takes as long as to find it in a map. */
export const keyOf = ({ address, addressType }: Pick<Sighting, 'address' | 'addressType'>): string =>
  addressType === 'LERandom' ? address : `${addressType} ${address}`;
