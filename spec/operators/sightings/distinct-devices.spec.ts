import { distinctDevices } from 'rx-btmgmt';
import { behavesLikeAnOperator, letsThrough } from './marbles.js';
import { A, B, C, seen } from './sighting.js';

const values = {
  a: seen({ address: A, bytes: Uint8Array.of(0) }),
  A: seen({ address: A, addressType: 'LERandom', bytes: Uint8Array.of(0) }),
  b: seen({ address: B, bytes: Uint8Array.of(0) }),
  c: seen({ address: C, bytes: Uint8Array.of(0) }),
};

describe('distinctDevices', () => {
  behavesLikeAnOperator(() => distinctDevices(), values);

  it.each<[what: string, options: Parameters<typeof distinctDevices>[0], says: string, expected: string]>([
    ['each device once', {}, 'aabab', 'a-b'],
    ['the same address of another type', {}, 'aAaA', 'aA'],
    ['a device again that was silent for long', { forgetAfter: 3 }, 'a--a----a', 'a-------a'],
    ['no device that was silent for less', { forgetAfter: 3 }, 'a--a--a--a', 'a'],
    ['a device again when so many others were heard', { maxDevices: 2 }, 'abcabc', 'abcabc'],
    ['no device that was heard meanwhile', { maxDevices: 2 }, 'abaca', 'ab-c'],
    ['the silent ones among many', { forgetAfter: 3 }, 'abc-----cab', 'abc-----cab'],
  ])('lets through %s', (_, options, says, expected) => {
    letsThrough(() => distinctDevices(options), values, says, expected);
  });

  it.each([{ maxDevices: 0 }, { maxDevices: 1.5 }, { forgetAfter: 0 }, { forgetAfter: NaN }, { maxDevice: 1 }])(
    'refuses %p',
    (options) => {
      expect(() => distinctDevices(options)).toThrow(/maxDevices|forgetAfter/);
    },
  );
});
