import { map } from 'rxjs';
import { isCodecError } from '../../src/index.js';
import { eventWith } from '../../src/testing/index.js';
import { marbles } from '../support/marbles.js';

const partial = {
  a: { event: 'DeviceFound', rssi: -40 },
  b: { event: 'Discovering', discovering: true },
} as const;
const whole = { a: eventWith(partial.a), b: eventWith(partial.b) };

describe('hotEvents', () => {
  it('are what RxJS calls hot: they come with or without subscribers', () => {
    marbles(({ hotEvents, expectObservable, expectSubscriptions }) => {
      const events$ = hotEvents('a-^-a-b-|', partial);
      expectObservable(events$).toBe('--a-b-|', whole);
      expectObservable(events$, '---^').toBe('----b-|', whole);
      expectSubscriptions(events$.subscriptions).toBe(['^-----!', '---^--!']);
    });
  });

  it('fail with the error that is given', () => {
    marbles(({ hotEvents, expectObservable }) => {
      expectObservable(hotEvents('-a-#', partial, 'mine')).toBe('-a-#', whole, 'mine');
    });
  });
});

describe('coldEvents', () => {
  it('are what RxJS calls cold: they begin anew for every subscriber', () => {
    marbles(({ coldEvents, expectObservable, expectSubscriptions }) => {
      const events$ = coldEvents('-a-(b|)', partial);
      expectObservable(events$).toBe('-a-(b|)', whole);
      expectObservable(events$, '---^-!').toBe('----a', whole);
      expectSubscriptions(events$.subscriptions).toBe(['^--!', '---^-!']);
    });
  });

  it('have the type of their events', () => {
    marbles(({ coldEvents, expectObservable }) => {
      const rssi$ = coldEvents('a|', { a: { event: 'DeviceFound', rssi: -1 } }).pipe(map(({ rssi }) => rssi + 1));
      expectObservable(rssi$).toBe('a|', { a: 0 });
    });
  });
});

describe('both', () => {
  it.each(['hotEvents', 'coldEvents'] as const)('refuse a marble without a value: %s', (name) => {
    marbles((helpers) => {
      expect(() => helpers[name]('-a-x', partial)).toThrow("The marble 'x' has no value: there are a, b");
    });
  });

  it.each(['hotEvents', 'coldEvents'] as const)('refuse at once what no kernel can send: %s', (name) => {
    marbles((helpers) => {
      let error: unknown;
      try {
        helpers[name]('-', { a: { event: 'DeviceFound', rssi: 999 } });
      } catch (caught) {
        error = caught;
      }
      expect(isCodecError(error)).toBe(true);
    });
  });
});
