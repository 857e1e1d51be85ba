import { runInNewContext } from 'node:vm';
import type { Sighting } from 'rx-btmgmt';
import { named, ofBeacon, ofManufacturer, ofService, parseAdvertisingData } from 'rx-btmgmt';
import { buildIBeacon, parseEddystone, parseIBeacon } from 'rx-btmgmt/beacons';
import { map, of } from 'rxjs';
import type { OperatorFunction } from 'rxjs';
import { behavesLikeAnOperator, letsThrough } from './marbles.js';
import { seen } from './sighting.js';

const long = (uuid: string): string => `0000${uuid}-0000-1000-8000-00805f9b34fb`;
const uuid = 'fda50693-a4e2-4fb1-afcf-c6eb07647825';
const iBeacon = buildIBeacon({ uuid, major: 1, minor: 2, measuredPower: -59 });
/** As Device Found brought it: Eddystone-UID (Eddystone protocol specification). */
const eddystone = '0303aafe1516aafe00e700010203040506070809aabbccddeeff';

const values = {
  b: seen({ bytes: Uint8Array.of(1), services: [long('180f')], name: 'Battery' }),
  d: seen({ bytes: Uint8Array.of(2), serviceData: [{ uuid: long('fcd2'), data: new Uint8Array() }], name: 'Door' }),
  m: seen({ bytes: Uint8Array.of(3), manufacturerData: [{ company: 0x499, data: new Uint8Array() }] }),
  i: seen({ bytes: iBeacon, data: parseAdvertisingData(iBeacon) }),
  e: seen({ bytes: Uint8Array.of(4), data: parseAdvertisingData(eddystone) }),
};

describe.each<[what: string, operator: () => OperatorFunction<Sighting, Sighting>, expected: string]>([
  ["ofService('180f')", () => ofService('180f'), 'b'],
  ["ofService('fcd2', long form)", () => ofService('fcd2', long('180f')), 'bd'],
  ['ofManufacturer(0x499)', () => ofManufacturer(0x499), '--m'],
  ['ofManufacturer(1, 2)', () => ofManufacturer(1, 2), '-'],
  ['named()', () => named(), 'bd'],
  ["named('Door')", () => named('Door'), '-d'],
  ["named('Doo')", () => named('Doo'), '-'],
  ['named(/^b/i)', () => named(/^b/i), 'b'],
  ['named(/o/g)', () => named(/o/g), '-d-'],
  ['named() of another realm', () => named(runInNewContext('/^b/i') as RegExp), 'b'],
  ['ofBeacon(parseIBeacon)', () => ofBeacon(parseIBeacon), '---i'],
  ['ofBeacon(parseIBeacon, parseEddystone)', () => ofBeacon(parseIBeacon, parseEddystone), '---ie'],
])('%s', (_, operator, expected) => {
  const sample = Object.entries(values).find(([letter]) => expected.includes(letter));
  if (sample !== undefined) behavesLikeAnOperator(operator, { s: sample[1] });

  it('lets through what it says', () => {
    letsThrough(operator, values, 'bdmie', expected);
  });
});

describe('ofBeacon', () => {
  it('adds what the beacon says', () => {
    let last: unknown;
    of(values.i)
      .pipe(ofBeacon(parseIBeacon))
      .subscribe((sighting) => (last = sighting));
    expect(last).toEqual({ ...values.i, beacon: { uuid, major: 1, minor: 2, measuredPower: -59 } });
  });

  it('fails as its parser', () => {
    const failure = new Error('of the application');
    let error: unknown;
    const broken = (): object => {
      throw failure;
    };
    of(values.i)
      .pipe(ofBeacon(broken), map(String))
      .subscribe({ error: (why: unknown) => (error = why) });
    expect(error).toBe(failure);
  });
});

it.each<[what: string, call: () => unknown, says: RegExp]>([
  ['no service', () => ofService(), /uuids/],
  ['what is no service', () => ofService('x'), /uuids\[0\]/],
  ['no company', () => ofManufacturer(), /companies/],
  ['what is no company', () => ofManufacturer(0x10000), /companies\[0\]/],
  ['no parser', () => ofBeacon(), /parsers/],
  ['what is no parser', () => ofBeacon('iBeacon' as unknown as typeof parseIBeacon), /parsers\[0\]/],
  ['what is no name', () => named(5 as unknown as string), /name/],
])('operators refuse %s', (_, call, says) => {
  expect(call).toThrow(says);
});
