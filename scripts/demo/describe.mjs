import { advertisedName, advertisedServices, adFieldsOf, parseAdvertisingData } from 'rx-btmgmt';
import { parseEddystone, parseIBeacon } from 'rx-btmgmt/beacons';
import { appearanceName, companyName, serviceName } from 'rx-btmgmt/assigned-numbers';

/** What a device says of itself, in a few words; undefined if it says nothing. @param {Uint8Array} eirData */
export function describe(eirData) {
  const data = parseAdvertisingData(eirData);
  const name = advertisedName(data);
  if (name !== undefined) return name;
  const iBeacon = parseIBeacon(data);
  if (iBeacon !== undefined) return `iBeacon ${iBeacon.major}/${iBeacon.minor} ${iBeacon.uuid}`;
  const eddystone = parseEddystone(data);
  if (eddystone?.frame === 'URL') return `Eddystone ${eddystone.url}`;
  if (eddystone?.frame === 'UID') return `Eddystone ${eddystone.namespace} ${eddystone.instance}`;
  if (eddystone !== undefined) return `Eddystone ${eddystone.frame}`;
  const [appearance] = adFieldsOf(data, 'Appearance');
  const [service] = advertisedServices(data);
  const [company] = adFieldsOf(data, 'ManufacturerData');
  const known = [
    appearance && appearanceName(appearance.appearance),
    service && serviceName(service),
    company && companyName(company.company),
  ];
  return known.find((text) => text !== undefined);
}
