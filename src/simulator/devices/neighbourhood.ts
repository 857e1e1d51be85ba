import { eddystoneFields } from '../../protocol/beacons/eddystone.js';
import { iBeaconFields } from '../../protocol/beacons/i-beacon.js';
import type { AdFieldInput } from '../../protocol/advertising/index.js';
import type { DeviceAdvertising, DeviceOptions, Presence } from '../options/device-options.js';

const FLAGS: AdFieldInput = { type: 'Flags', flags: { GeneralDiscoverable: true, BREDRNotSupported: true } };

/** Assigned Numbers: companies, services, appearances. */
const APPLE = 0x004c;
const GOOGLE = 0x00e0;
const SAMSUNG = 0x0075;
const HEART_RATE = '0000180d-0000-1000-8000-00805f9b34fb';
const HUMAN_INTERFACE = '00001812-0000-1000-8000-00805f9b34fb';
const ENVIRONMENTAL_SENSING = '0000181a-0000-1000-8000-00805f9b34fb';
const KEYBOARD = 0x03c1;
const HEART_RATE_SENSOR = 0x0341;
/** Audio and video, headset; rendering and audio service. */
const HEADSET_CLASS = 0x240404;

const services = (...uuids: string[]): AdFieldInput => ({ type: 'ServiceUuids', bits: 16, complete: true, uuids });
const named = (name: string): AdFieldInput => ({ type: 'LocalName', complete: true, name });
const beacon = (interval: number, data: DeviceAdvertising['data']): DeviceAdvertising => ({
  connectable: false,
  interval,
  ...(data === undefined ? {} : { data }),
});

/** A phone: an address that changes, and data of its maker. */
const phone = (company: number, data: readonly number[], around: number): DeviceOptions => ({
  privateAddress: { period: PRIVATE_ADDRESS_PERIOD },
  advertising: beacon(250, [FLAGS, { type: 'ManufacturerData', company, data: Uint8Array.from(data) }]),
  rssi: { around, spread: 12 },
});

/** Phones take fifteen minutes, which is too long to watch. */
const PRIVATE_ADDRESS_PERIOD = 60_000;

/** There for so long, then away for so long, for about an hour. */
function comesAndGoes(there: number, away: number): Presence[] {
  const times = Math.ceil(3_600_000 / (there + away));
  return Array.from({ length: times }, (_, n) => ({ from: n * (there + away), to: n * (there + away) + there }));
}

/** Twenty-odd degrees that go up and down, in hundredths, as Temperature of Assigned Numbers (0x2A6E). */
const temperature = (time: number): Uint8Array => {
  const hundredths = Math.round(2150 + 80 * Math.sin(time / 20_000));
  return Uint8Array.of(hundredths & 0xff, hundredths >> 8);
};

/**
 * What is around in a lively place: beacons (iBeacon, Eddystone by turns), a heart-rate sensor, a thermometer whose data changes,
 * a keyboard that comes and goes, phones whose addresses change, a headset that answers inquiries. Each call gives the same.
 *
 * ```ts
 * const simulator = createSimulator({ devices: neighbourhood() });
 * ```
 */
export function neighbourhood(): DeviceOptions[] {
  const uuid = '2f234454-cf6d-4a0f-adf2-f4911ba9ffa6';
  const eddystone = [
    eddystoneFields({ frame: 'UID', txPower: -20, namespace: '00112233445566778899', instance: '000000000007' }),
    eddystoneFields({ frame: 'URL', txPower: -20, url: 'https://example.com/door' }),
  ] as const;
  return [
    {
      address: 'C4:7C:8D:00:00:01',
      addressType: 'LERandom',
      advertising: beacon(200, [FLAGS, ...iBeaconFields({ uuid, major: 1, minor: 7, measuredPower: -59 })]),
      rssi: { around: -62, spread: 6 },
    },
    {
      address: 'E2:11:5A:00:00:02',
      addressType: 'LERandom',
      advertising: beacon(300, (time) => [FLAGS, ...(Math.floor(time / 1000) % 2 === 0 ? eddystone[0] : eddystone[1])]),
      rssi: { around: -71, spread: 8 },
    },
    {
      address: 'D0:5F:B8:00:00:03',
      addressType: 'LERandom',
      name: 'Heart Rate',
      advertising: {
        interval: 150,
        data: [FLAGS, services(HEART_RATE), { type: 'Appearance', appearance: HEART_RATE_SENSOR }],
        scanResponse: [named('Heart Rate')],
      },
      rssi: { around: -52, spread: 10 },
    },
    {
      address: 'A4:C1:38:00:00:04',
      advertising: beacon(400, (time) => [
        FLAGS,
        named('Thermometer'),
        { type: 'ServiceData', bits: 16, uuid: ENVIRONMENTAL_SENSING, data: temperature(time) },
      ]),
      rssi: { around: -80, spread: 5 },
    },
    {
      address: 'F4:4E:FC:00:00:05',
      addressType: 'LERandom',
      name: 'Keyboard',
      advertising: {
        interval: 100,
        data: [FLAGS, services(HUMAN_INTERFACE), { type: 'Appearance', appearance: KEYBOARD }, named('Keyboard')],
      },
      rssi: { around: -45, spread: 4 },
      present: comesAndGoes(4000, 3000),
    },
    phone(APPLE, [0x10, 0x05, 0x01, 0x18, 0xaa, 0xbb, 0xcc], -66),
    phone(SAMSUNG, [0x42, 0x04, 0x01, 0x80], -74),
    phone(GOOGLE, [0x01, 0x02], -85),
    {
      address: '00:1B:66:00:00:06',
      name: 'Headset',
      advertising: [],
      inquiry: { classOfDevice: HEADSET_CLASS },
      rssi: { around: -58 },
    },
  ];
}
