import { throttlePerDevice } from 'rx-btmgmt';
import { from } from 'rxjs';
import { behavesLikeAnOperator, letsThrough } from './marbles.js';
import { A, B, seen } from './sighting.js';

const values = {
  a: seen({ address: A, bytes: Uint8Array.of(1) }),
  b: seen({ address: B, bytes: Uint8Array.of(1) }),
};

describe('throttlePerDevice', () => {
  behavesLikeAnOperator(() => throttlePerDevice(5), values);

  it.each([
    [3, 'aaaaaaa', 'a--a--a'],
    [3, 'ab-ab-b', 'ab-ab--'],
    [Infinity, 'aaab', 'a--b'],
  ])('lets through one in %d of each device', (period, says, expected) => {
    letsThrough(() => throttlePerDevice(period), values, says, expected);
  });

  it('forgets those who were heard longest ago', () => {
    letsThrough(() => throttlePerDevice(10, { maxDevices: 1 }), values, 'aaba', 'a-ba');
  });

  it('does not fall silent when the clock is put back', () => {
    const times: number[] = [];
    from([1_000, 1_001, 0, 1, 5_000].map((time) => seen({ time })))
      .pipe(throttlePerDevice(100))
      .subscribe(({ time }) => times.push(time));
    expect(times).toEqual([1_000, 0, 5_000]);
  });

  it.each([0, -1, NaN])('refuses the period %p', (period) => {
    expect(() => throttlePerDevice(period)).toThrow(/period/);
  });

  it('refuses other options', () => {
    expect(() => throttlePerDevice(1, { maxDevices: 0 })).toThrow(/maxDevices/);
  });
});
