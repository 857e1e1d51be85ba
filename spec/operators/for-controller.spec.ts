import type { MgmtNotification } from '../../src/index.js';
import { forController } from '../../src/index.js';
import { marbles } from '../support/marbles.js';

const events: Record<string, MgmtNotification> = {
  a: { event: 'IndexAdded', index: 0 },
  b: { event: 'IndexAdded', index: 1 },
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
    marbles(({ hot, expectObservable, expectSubscriptions }) => {
      const source$ = hot(source, events);
      expectObservable(source$.pipe(forController(0))).toBe(expected, events);
      expectSubscriptions(source$.subscriptions).toBe(subscription);
    });
  });

  it('is unsubscribed early', () => {
    marbles(({ hot, expectObservable, expectSubscriptions }) => {
      const source$ = hot('-a-b-a-a-|', events);
      expectObservable(source$.pipe(forController(0)), '^----!').toBe('-a----', events);
      expectSubscriptions(source$.subscriptions).toBe('^----!');
    });
  });
});
