import type { OperatorFunction } from 'rxjs';
import type { MgmtEvent, MgmtNotification } from '../../src/index.js';
import { ofEvent } from '../../src/index.js';
import { eventWith } from '../../src/testing/index.js';
import { marbles } from '../support/marbles.js';

const events = {
  a: eventWith({ event: 'IndexAdded' }),
  r: eventWith({ event: 'IndexRemoved' }),
  d: eventWith({ event: 'Discovering', index: 1, discovering: true }),
};

describe('ofEvent', () => {
  it.each([
    ['never', '-', '-', '^'],
    ['an empty source', '--|', '--|', '^-!'],
    ['one event', '--a-|', '--a-|', '^---!'],
    ['one that is not wanted', '--d-|', '----|', '^---!'],
    ['many', '-a-d-r-|', '-a---r-|', '^------!'],
    ['an error', '-a-d-#', '-a---#', '^----!'],
    ['several in one frame', '(ada)|', '(aa)-|', '^----!'],
  ])('handles %s', (_, source, expected, subscription) => {
    marbles(({ hotEvents, expectObservable, expectSubscriptions }) => {
      const source$ = hotEvents(source, events);
      expectObservable(source$.pipe(ofEvent('IndexAdded', 'IndexRemoved'))).toBe(expected, events);
      expectSubscriptions(source$.subscriptions).toBe(subscription);
    });
  });

  it('is unsubscribed early', () => {
    marbles(({ hotEvents, expectObservable, expectSubscriptions }) => {
      const source$ = hotEvents('-a-d-r-a-|', events);
      expectObservable(source$.pipe(ofEvent('IndexAdded')), '^----!').toBe('-a----', events);
      expectSubscriptions(source$.subscriptions).toBe('^----!');
    });
  });

  it('lets nothing through without names', () => {
    marbles(({ coldEvents, expectObservable }) => {
      expectObservable(coldEvents('-a-d-|', events).pipe(ofEvent())).toBe('-----|');
    });
  });

  it('types the events by their names', () => {
    const discovering = ofEvent<MgmtNotification, 'Discovering'>('Discovering');
    discovering satisfies OperatorFunction<MgmtNotification, MgmtEvent<'Discovering'>>;
    // @ts-expect-error the fields of another event
    discovering satisfies OperatorFunction<MgmtNotification, MgmtEvent<'DeviceFound'>>;
    // @ts-expect-error a reply is no notification
    const reply = ofEvent<MgmtNotification, 'CommandComplete'>('CommandComplete');
    expect([discovering, reply]).toHaveLength(2);
  });
});
