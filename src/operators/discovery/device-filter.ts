import { advertisedClassOfDevice, advertisedFlags } from '../../protocol/advertising/accessors.js';
import type { AdField } from '../../protocol/advertising/table.js';
import type { WantedServices, Wish } from './options.js';
import type { Report } from './report.js';

/** The bit of the class of a device for limited discoverable mode (Assigned Numbers, 2.8). */
const LIMITED_CLASS = 0x2000;

function uuidsOf(field: AdField): readonly string[] {
  switch (field.type) {
    case 'ServiceUuids':
    case 'SolicitedUuids':
      return field.uuids;
    case 'ServiceData':
      return [field.uuid];
    default:
      return [];
  }
}

function hasService({ data }: Report, { uuids, fields }: WantedServices): boolean {
  return data.fields.some((field) => fields.has(field.type) && uuidsOf(field).some((uuid) => uuids.has(uuid)));
}

function isLimited({ device, data }: Report): boolean {
  if (device.addressType === 'BREDR') return ((advertisedClassOfDevice(data) ?? 0) & LIMITED_CLASS) !== 0;
  return advertisedFlags(data)?.LimitedDiscoverable === true;
}

/** Lets through what one subscriber asked for, whatever the kernel looks for on behalf of others. */
export class DeviceFilter {
  /** BR/EDR devices that were let through: what they answer when they are asked for their name has nothing else in it. */
  readonly #found = new Set<string>();

  constructor(private readonly wish: Wish) {}

  /** A new discovery begins. */
  clear(): void {
    this.#found.clear();
  }

  lets(report: Report): boolean {
    const { addressTypes, rssiThreshold, services, limited } = this.wish;
    const { device } = report;
    if (!addressTypes.some((type) => type === device.addressType)) return false;
    // One that is not known is NaN, and not strong enough, as in the kernel (is_filter_match in net/bluetooth/mgmt.c).
    if (rssiThreshold !== undefined && !(device.rssi >= rssiThreshold)) return false;
    if (services === undefined && !limited) return true;
    if (report.isAboutName) return this.#found.has(report.key);
    if (services !== undefined && !hasService(report, services)) return false;
    if (limited && !isLimited(report)) return false;
    if (device.addressType === 'BREDR') this.#found.add(report.key);
    return true;
  }
}
