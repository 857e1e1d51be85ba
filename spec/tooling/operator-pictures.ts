import type { DeviceChange, ListedDevice, Sighting } from 'rx-btmgmt';
import { parseAdvertisingData } from 'rx-btmgmt';
import { buildIBeacon } from 'rx-btmgmt/beacons';
import { A, B, C, seen } from '../operators/sightings/sighting.js';
import { textOf } from './markdown.js';

/** A picture: what is heard, and what operators make of it, each with its code and its marbles. */
export interface Picture {
  readonly heading: string;
  readonly heard: string;
  readonly becomes: readonly (readonly [operator: string, marbles: string])[];
}

/** A sighting with the letter that stands for it; what was added comes through all operators. */
export interface Lettered extends Sighting {
  readonly letter: string;
}

/** The pictures of the page, by heading. */
export function picturesOf(page: string): Picture[] {
  const blocks = [...textOf(page).matchAll(/^### (.*)\n\n```\n([^`]*)^```$/gm)];
  return blocks.map(([, heading = '', picture = '']) => {
    const rows = picture
      .trim()
      .split('\n')
      .map((line): [string, string] => {
        const [, code = '', marbles = ''] = /^(\S.*?) +([-\w]+)(?: {3}.*)?$/.exec(line) ?? [];
        return [code, marbles];
      });
    const [[, heard], ...becomes] = rows as [[string, string], ...[string, string][]];
    return { heading, heard, becomes };
  });
}

const BATTERY = '0000180f-0000-1000-8000-00805f9b34fb';
const ruuvi = { company: 0x0499, data: Uint8Array.of(5) };
const beacon = buildIBeacon({ uuid: '2f234454-cf6d-4a0f-adf2-f4911ba9ffa6', major: 1, minor: 7, measuredPower: -59 });
const lettered = (letters: Readonly<Record<string, Partial<Sighting>>>): Readonly<Record<string, Lettered>> =>
  Object.fromEntries(Object.entries(letters).map(([letter, what]) => [letter, { ...seen(what), letter }]));

const abc = lettered({ a: { address: A }, b: { address: B }, c: { address: C } });
const kinds = lettered({
  a: { address: A, services: [BATTERY] },
  b: { address: B, manufacturerData: [ruuvi] },
  c: { address: C, name: 'Door 7' },
});

/** What the letters of a picture stand for, by heading. */
export const letters: Readonly<Record<string, Readonly<Record<string, Lettered>>>> = {
  trackDevices: abc,
  collectDevices: abc,
  distinctDevices: abc,
  minRssi: lettered({ a: { address: A, rssi: -50 }, b: { address: B, rssi: -80 } }),
  distinctPayload: lettered({ a: { bytes: Uint8Array.of(0) }, b: { bytes: Uint8Array.of(1) } }),
  throttlePerDevice: abc,
  smoothRssi: lettered({ a: { rssi: -60 }, b: { rssi: -70 }, c: { rssi: -70 } }),
  distance: lettered({ a: { rssi: -79 } }),
  'ofService, ofManufacturer, named': kinds,
  ofBeacon: lettered({
    a: { address: A },
    b: { address: B, data: parseAdvertisingData(beacon) },
    c: { address: C },
  }),
  resolveAddresses: lettered({
    a: { address: '70:81:94:0D:FB:AA', addressType: 'LERandom' },
    b: { address: '70:81:94:0D:FB:AB', addressType: 'LERandom' },
    c: { address: '70:81:94:0D:FB:AA', addressType: 'LERandom' },
  }),
};

/** What the code of pictures and examples uses: the key is the one of the Core Specification (volume 3, part H, appendix D.7). */
export const given: Readonly<Record<string, unknown>> = {
  keys: [{ address: '00:1A:7D:DA:71:13', addressType: 'LEPublic', value: '9b7d390aa610103405adc857a33402ec' }],
};

const changes = { found: (letter: string) => letter.toUpperCase(), updated: String, lost: () => 'x' } as const;

type Result = Lettered | DeviceChange<Lettered> | readonly ListedDevice<Lettered>[];

/** The letter that a picture has for what came of an operator: a number for a list, of as many. */
export function letterOf(result: Result): string {
  if ('change' in result) return changes[result.change](result.device.letter);
  if ('letter' in result) return result.privateAddress === undefined ? result.letter : 'i';
  return String(result.length);
}
