import type { HeardBy, Sighting } from 'rx-btmgmt';
import { parseAdvertisingData } from 'rx-btmgmt';

export const HERE: HeardBy = { index: 0, address: '00:00:00:00:00:F0' };
export const THERE: HeardBy = { index: 1, address: '00:00:00:00:00:F1' };

/** A sighting, of which a specification says what matters. */
export function seen(what: Partial<Sighting> = {}): Sighting {
  const bytes = what.bytes ?? new Uint8Array();
  return {
    address: '00:00:00:00:00:0A',
    addressType: 'LEPublic',
    rssi: -60,
    connectable: true,
    name: undefined,
    services: [],
    serviceData: [],
    manufacturerData: [],
    appearance: undefined,
    classOfDevice: undefined,
    txPower: undefined,
    data: parseAdvertisingData(bytes),
    bytes,
    time: 0,
    controller: HERE,
    ...what,
  };
}

/** Addresses by a letter. */
export const A = '00:00:00:00:00:0A';
export const B = '00:00:00:00:00:0B';
export const C = '00:00:00:00:00:0C';
