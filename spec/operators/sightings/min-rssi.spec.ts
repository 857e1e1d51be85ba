import type { Sighting } from 'rx-btmgmt';
import { minRssi } from 'rx-btmgmt';
import { map } from 'rxjs';
import { marbles } from '../../support/marbles.js';
import { behavesLikeAnOperator } from './marbles.js';
import { seen } from './sighting.js';

const values = { s: seen({ rssi: -40 }), m: seen({ rssi: -60 }), w: seen({ rssi: -80 }), u: seen({ rssi: undefined }) };
const letter = map((sighting: Sighting) => Object.entries(values).find(([, value]) => value === sighting)?.[0]);

describe('minRssi', () => {
  behavesLikeAnOperator(() => minRssi(-70), values);

  it.each([
    [-60, 'smwu', 'sm'],
    [-128, 'smwu', 'smw'],
    [127, 'smwu', '-'],
  ])('lets through what is at least %d dBm, and known', (threshold, says, expected) => {
    marbles(({ hot, expectObservable }) => {
      expectObservable(hot(says, values).pipe(minRssi(threshold), letter)).toBe(expected);
    });
  });

  it('follows a threshold that changes, and nothing before the first', () => {
    marbles(({ hot, expectObservable, expectSubscriptions }) => {
      const threshold$ = hot('--x--y-|', { x: -50, y: -90 });
      const source$ = hot('   smsmsmwuw|', values);
      expectObservable(source$.pipe(minRssi(threshold$), letter)).toBe('--s-smw-w|');
      expectSubscriptions(threshold$.subscriptions).toBe('^------!');
    });
  });

  it('leaves the threshold when the source ends, and fails with either', () => {
    marbles(({ hot, cold, expectObservable, expectSubscriptions }) => {
      const threshold$ = hot('x----', { x: -50 });
      expectObservable(hot('--|', values).pipe(minRssi(threshold$))).toBe('--|');
      expectSubscriptions(threshold$.subscriptions).toBe('^-!');
      expectObservable(hot('----|', values).pipe(minRssi(cold<number>('--#')))).toBe('--#');
      expectObservable(hot('----|', values).pipe(minRssi(cold('--x', { x: NaN })))).toBe(
        '--#',
        undefined,
        expect.objectContaining({ name: 'OptionError' }),
      );
    });
  });

  it.each([NaN, -129, 128, '-70'])('refuses the threshold %p', (threshold) => {
    expect(() => minRssi(threshold as number)).toThrow(/threshold/);
  });
});
