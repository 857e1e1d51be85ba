import type { DiscoverOptions, FoundDevice } from 'rx-btmgmt';
import type { DeviceOptions } from 'rx-btmgmt/simulator';

/** A device around, and what there is to know about it. Written down twice, so that neither is computed from the other. */
interface Neighbour {
  readonly address: string;
  readonly addressType: FoundDevice['addressType'];
  /** In dBm; undefined if it is not known. */
  readonly rssi: number | undefined;
  readonly services: Readonly<Partial<Record<string, string>>>;
  readonly limited: boolean;
  readonly options: DeviceOptions;
}

const INTERVAL = 2_100;
const advertising = (data: string) => ({ interval: INTERVAL, data });

export const NEIGHBOURS: readonly Neighbour[] = [
  {
    address: '00:00:00:00:00:01',
    addressType: 'LEPublic',
    rssi: -40,
    services: { ServiceUuids: '180f' },
    limited: false,
    options: { address: '00:00:00:00:00:01', rssi: -40, advertising: advertising('02010603030f18') },
  },
  {
    address: 'C0:00:00:00:00:02',
    addressType: 'LERandom',
    rssi: -70,
    services: { ServiceData: 'fcd2' },
    limited: false,
    options: {
      address: 'C0:00:00:00:00:02',
      addressType: 'LERandom',
      rssi: -70,
      advertising: advertising('0201060516d2fc4000'),
    },
  },
  {
    address: '00:00:00:00:00:03',
    addressType: 'LEPublic',
    rssi: -85,
    services: { SolicitedUuids: '1805' },
    limited: true,
    options: { address: '00:00:00:00:00:03', rssi: -85, advertising: advertising('02010503140518') },
  },
  {
    address: 'C0:00:00:00:00:04',
    addressType: 'LERandom',
    rssi: undefined,
    services: { ServiceUuids: '180f' },
    limited: false,
    options: {
      address: 'C0:00:00:00:00:04',
      addressType: 'LERandom',
      rssi: 127,
      advertising: advertising('02010603030f18'),
    },
  },
  {
    address: '00:00:00:00:00:05',
    addressType: 'BREDR',
    rssi: -60,
    services: { ServiceUuids: '110b' },
    limited: false,
    options: { address: '00:00:00:00:00:05', rssi: -60, inquiry: { classOfDevice: 0x240404, eir: '03030b11' } },
  },
  {
    address: '00:00:00:00:00:06',
    addressType: 'BREDR',
    rssi: -80,
    services: {},
    limited: true,
    options: {
      address: '00:00:00:00:00:06',
      name: 'Old',
      rssi: -80,
      inquiry: { classOfDevice: 0x2540, eir: [], limited: true },
    },
  },
];

/** The addresses that a subscriber with these options wants to hear of. */
export function wanted(options: DiscoverOptions): ReadonlySet<string> {
  const { addressTypes = ['LEPublic', 'LERandom'], uuids = [], uuidFields = ['ServiceUuids', 'ServiceData'] } = options;
  const { rssiThreshold, limited = false } = options;
  const isWanted = (neighbour: Neighbour): boolean =>
    addressTypes.some((type) => type === neighbour.addressType) &&
    (rssiThreshold === undefined || (neighbour.rssi !== undefined && neighbour.rssi >= rssiThreshold)) &&
    (uuids.length === 0 || uuidFields.some((field) => uuids.some((uuid) => uuid === neighbour.services[field]))) &&
    (!limited || neighbour.limited);
  return new Set(NEIGHBOURS.filter(isWanted).map(({ address }) => address));
}
