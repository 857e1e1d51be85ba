import type { HeardBy, Sighting } from './sighting.js';

/** How one controller hears a device. */
export interface Hearing {
  readonly controller: HeardBy;
  /** In dBm; `undefined`: not known. */
  readonly rssi: number | undefined;
  /** When it was heard by this controller last, in milliseconds since 1970. */
  readonly lastSeen: number;
}

/** What is known of a device beside what its sightings say. */
export interface DeviceHistory {
  /** When it was found, in milliseconds since 1970. */
  readonly firstSeen: number;
  /** When it was heard last, by whomever. */
  readonly lastSeen: number;
  /** How often it was heard since it was found. */
  readonly count: number;
  /** All controllers that hear it, in the order in which they found it. */
  readonly heardBy: readonly Hearing[];
}

/**
 * A device, from all its sightings. Plain data, another object with each sighting. As its last sighting, but for: what describes it is what is known from
 * all; `serviceData` and `manufacturerData` have the last of each service and company; `controller`, `rssi` and what operators
 * have added, such as `distance` and `beacon`, are those of who hears it best.
 */
export type Device<T extends Sighting = Sighting> = T & DeviceHistory;

/** Something has become of a device. */
export interface DeviceChange<T extends Sighting = Sighting> {
  /**
   * `'lost'`: it was silent for so long, or so many others were heard since; its `device` is how it was last.
   */
  readonly change: 'found' | 'updated' | 'lost';
  readonly device: Device<T>;
}
