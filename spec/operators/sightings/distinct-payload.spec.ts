import type { PayloadOptions, Sighting } from 'rx-btmgmt';
import { distinctPayload } from 'rx-btmgmt';
import { behavesLikeAnOperator, letsThrough } from './marbles.js';
import { A, B, seen } from './sighting.js';

const values = {
  a: seen({ address: A, bytes: Uint8Array.of(1, 1) }),
  x: seen({ address: A, bytes: Uint8Array.of(1, 2) }),
  l: seen({ address: A, bytes: Uint8Array.of(1, 1, 0) }),
  w: seen({ address: A, bytes: Uint8Array.of(1, 1), rssi: -90 }),
  b: seen({ address: B, bytes: Uint8Array.of(1, 1) }),
  n: seen({ address: B, bytes: Uint8Array.of() }),
};

describe('distinctPayload', () => {
  behavesLikeAnOperator(() => distinctPayload(), values);

  it.each<[what: string, options: PayloadOptions<Sighting>, says: string, expected: string]>([
    ['what is new', {}, 'aaxxala', 'a-x-ala'],
    ['no change of strength', {}, 'awwa', 'a'],
    ['each device for itself', {}, 'abxbab', 'abx-a-'],
    ['what counts as new', { payloadOf: ({ bytes }) => bytes[0] }, 'axlb', 'a--b'],
    ['what says anything that matters', { payloadOf: ({ bytes }) => bytes[1] }, 'nabxn', '-abx-'],
    ['the same again after a long silence', { forgetAfter: 3 }, 'aa---a', 'a----a'],
    ['the same again when so many others were heard', { maxDevices: 1 }, 'aaba', 'a-ba'],
  ])('lets through %s', (_, options, says, expected) => {
    letsThrough(() => distinctPayload(options), values, says, expected);
  });

  it('refuses what makes no sense', () => {
    expect(() => distinctPayload({ payloadOf: 'bytes' } as unknown as PayloadOptions<Sighting>)).toThrow(/payloadOf/);
    expect(() => distinctPayload({ maxDevices: 0 })).toThrow(/maxDevices/);
  });
});
