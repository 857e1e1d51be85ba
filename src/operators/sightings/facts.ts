import { advertisedName } from '../../protocol/advertising/accessors.js';
import type { AdvertisingData } from '../../protocol/advertising/parse.js';
import type { HeardManufacturerData, HeardServiceData } from './sighting.js';

/** What one report says, as far as a sighting has a place for it. */
export interface Facts {
  name: string | undefined;
  isNameComplete: boolean;
  services: readonly string[];
  serviceData: readonly HeardServiceData[];
  manufacturerData: readonly HeardManufacturerData[];
  appearance: number | undefined;
  classOfDevice: number | undefined;
  txPower: number | undefined;
}

const NONE: readonly never[] = [];

/** Both lists together, each item once; the first one itself if nothing is new. */
export function union(known: readonly string[], heard: readonly string[]): readonly string[] {
  if (known.length === 0 || known === heard) return heard;
  const fresh = heard.filter((item) => !known.includes(item));
  return fresh.length === 0 ? known : [...known, ...fresh];
}

/** In one go: advertisers make thousands of these a second. */
export function factsOf(data: AdvertisingData): Facts {
  const facts: Facts = {
    name: undefined,
    isNameComplete: false,
    services: NONE,
    serviceData: NONE,
    manufacturerData: NONE,
    appearance: undefined,
    classOfDevice: undefined,
    txPower: undefined,
  };
  let isNamed = false;
  let isComplete = false;
  for (const field of data.fields) {
    switch (field.type) {
      case 'LocalName':
        isNamed = true;
        if (field.complete) isComplete = true;
        break;
      case 'ServiceUuids':
        facts.services = union(facts.services, field.uuids);
        break;
      case 'ServiceData':
        facts.serviceData = [...facts.serviceData, { uuid: field.uuid, data: field.data }];
        break;
      case 'ManufacturerData':
        facts.manufacturerData = [...facts.manufacturerData, { company: field.company, data: field.data }];
        break;
      case 'Appearance':
        facts.appearance ??= field.appearance;
        break;
      case 'ClassOfDevice':
        facts.classOfDevice ??= field.classOfDevice;
        break;
      case 'TxPower':
        facts.txPower ??= field.txPower;
        break;
    }
  }
  if (isNamed) {
    facts.name = advertisedName(data);
    // One in which nothing can be seen is none.
    facts.isNameComplete = isComplete && facts.name !== undefined;
  }
  return facts;
}
