import type { DistanceOptions, Sighting } from 'rx-btmgmt';
import { distance } from 'rx-btmgmt';
import { of } from 'rxjs';
import { behavesLikeAnOperator } from './marbles.js';
import { seen } from './sighting.js';

function guess(what: Partial<Sighting> & { beacon?: object }, options?: DistanceOptions) {
  let last: unknown;
  of({ ...seen(), ...what })
    .pipe(distance(options))
    .subscribe((sighting) => (last = sighting.distance));
  return last;
}
const near = (value: number): unknown => expect.closeTo(value, 5);

describe('distance', () => {
  behavesLikeAnOperator(() => distance(), { a: seen() });

  it.each<[what: string, sighting: Partial<Sighting> & { beacon?: object }, options: DistanceOptions, basis: string]>([
    ['what was given', { rssi: -79, txPower: 0 }, { measuredPower: -59 }, 'given'],
    ['an iBeacon', { rssi: -79, txPower: 4, beacon: { measuredPower: -59 } }, {}, 'beacon'],
    ['an AltBeacon', { rssi: -79, beacon: { referenceRssi: -59 } }, {}, 'beacon'],
    ['an Eddystone', { rssi: -79, beacon: { txPower: -18 } }, {}, 'beacon'],
    ['the power that is sent', { rssi: -79, txPower: -18 }, {}, 'txPower'],
    ['nothing', { rssi: -79 }, {}, 'assumed'],
  ])('is guessed by %s', (_, sighting, options, basis) => {
    // 20 dB less than at one metre are ten metres in the open.
    const expected = { likely: near(10), from: near(10 ** (14 / 20)), to: near(10 ** (26 / 20)), basis };
    expect(guess(sighting, { exponent: 2, error: 6, ...options })).toEqual(expected);
  });

  it('is not known where the strength is not', () => {
    expect(guess({ rssi: undefined })).toBeUndefined();
  });

  it.each([{ exponent: 0 }, { error: -1 }, { measuredPower: 50 }, { power: 1 }])('refuses %p', (options) => {
    expect(() => distance(options)).toThrow(/exponent|error|measuredPower|power/);
  });
});
