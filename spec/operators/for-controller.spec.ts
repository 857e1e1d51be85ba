import { forController } from '../../src/index.js';
import { eventWith } from '../../src/testing/index.js';
import { marbles } from '../support/marbles.js';

const events = {
  a: eventWith({ event: 'DeviceFound', index: 0 }),
  b: eventWith({ event: 'DeviceFound', index: 1 }),
};

describe('forController', () => {
  it.each([
    ['never', '-', '-', '^'],
    ['an empty source', '--|', '--|', '^-!'],
    ['one event', '--a-|', '--a-|', '^---!'],
    ['one of another controller', '--b-|', '----|', '^---!'],
    ['many', '-a-b-a-|', '-a---a-|', '^------!'],
    ['an error', '-a-b-#', '-a---#', '^----!'],
  ])('handles %s', (_, source, expected, subscription) => {
    marbles(({ hotEvents, expectObservable, expectSubscriptions }) => {
      const source$ = hotEvents(source, events);
      expectObservable(source$.pipe(forController(0))).toBe(expected, events);
      expectSubscriptions(source$.subscriptions).toBe(subscription);
    });
  });

  it('is unsubscribed early', () => {
    marbles(({ hotEvents, expectObservable, expectSubscriptions }) => {
      const source$ = hotEvents('-a-b-a-a-|', events);
      expectObservable(source$.pipe(forController(0)), '^----!').toBe('-a----', events);
      expectSubscriptions(source$.subscriptions).toBe('^----!');
    });
  });
});
