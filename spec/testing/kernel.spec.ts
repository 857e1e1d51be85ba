import { concat, defer, ignoreElements, map, merge, retry, take, timer } from 'rxjs';
import { Mgmt, TransportError, encodeEvent, isCodecError, isTransportError } from '../../src/index.js';
import type { KernelValue } from '../../src/testing/index.js';
import { eventWith } from '../../src/testing/index.js';
import { marbles } from '../support/marbles.js';

const says = {
  a: { event: 'IndexAdded', index: 1 },
  b: { event: 'IndexAdded', index: 2 },
  d: { dropped: 3 },
  e: { dropped: 1, total: 10 },
} as const satisfies Record<string, KernelValue>;
const events = { a: eventWith(says.a), b: eventWith(says.b) };

describe('kernel', () => {
  it('says what its diagram says', () => {
    marbles(({ kernel, expectObservable, expectSubscriptions }) => {
      const { mgmt, subscriptions } = kernel('-a-(bb)', says);
      expectObservable(mgmt.events$, '^-----!').toBe('-a-(bb)', events);
      expectSubscriptions(subscriptions).toBe('^-----!');
    });
  });

  it('goes its way with or without subscribers', () => {
    marbles(({ kernel, expectObservable, expectSubscriptions }) => {
      const { mgmt, subscriptions } = kernel('a-^-a-b-a', says);
      expectObservable(mgmt.events$, '---^-!').toBe('----b--', events);
      expectSubscriptions(subscriptions).toBe('---^-!');
    });
  });

  it('is heard from the first frame on by those who subscribe at the first frame, as with hot', () => {
    marbles(({ kernel, hot, expectObservable }) => {
      const { mgmt } = kernel('a-b', says);
      const same$ = hot('a-b', events);
      expectObservable(mgmt.events$).toBe('a-b', events);
      expectObservable(same$).toBe('a-b', events);
      const late$ = timer(0).pipe(ignoreElements());
      expectObservable(concat(late$, mgmt.events$)).toBe('--b', events);
      expectObservable(concat(late$, same$)).toBe('--b', events);
    });
  });

  it('says things that come in one frame in the order of their diagrams, hot ones of RxJS among them', () => {
    marbles(({ kernel, hot, expectObservable }) => {
      const first = kernel('-a', says);
      const second$ = hot('-h', { h: 'h' });
      const third = kernel('-b', says);
      const index$ = merge(third.mgmt.events$, second$, first.mgmt.events$).pipe(
        map((event) => (typeof event === 'string' ? event : String(event.index))),
      );
      expectObservable(index$).toBe('-(1h2)', { 1: '1', h: 'h', 2: '2' });
    });
  });

  it('says whole frames as bytes', () => {
    marbles(({ kernel, expectObservable }) => {
      const { mgmt } = kernel('-xy', { x: '040001000000', y: encodeEvent(events.b) });
      expectObservable(mgmt.events$).toBe('-ab', events);
    });
  });

  it('gives every receiver memory of its own', () => {
    marbles(({ kernel, expectObservable }) => {
      const { transport } = kernel('-aa', says);
      const last$ = transport.frames$.pipe(map((bytes) => (bytes[0] = bytes[0]! + 1)));
      expectObservable(last$).toBe('-xx', { x: 5 });
    });
  });

  it('breaks the connection, and goes on for those who connect again', () => {
    marbles(({ kernel, expectObservable, expectSubscriptions }) => {
      const { mgmt, subscriptions } = kernel('-a-#a-b-#', says, { error: 'broken' });
      expectObservable(mgmt.events$.pipe(retry(1))).toBe('-a--a-b-#', events, 'broken');
      expectSubscriptions(subscriptions).toBe(['^--!', '---^----!']);
    });
  });

  it('breaks it with a TransportError unless told otherwise', () => {
    marbles(({ kernel }) => {
      const { mgmt } = kernel('-#', says);
      const errors: unknown[] = [];
      mgmt.events$.subscribe({ error: (error: unknown) => errors.push(error) });
      timer(2).subscribe(() => expect(isTransportError(errors[0], 'ECONNRESET')).toBe(true));
    });
  });

  it('ends the connection, and goes on for those who connect again', () => {
    marbles(({ kernel, expectObservable }) => {
      const { mgmt } = kernel('-a|-b', says);
      expectObservable(mgmt.events$).toBe('-a|', events);
      expectObservable(mgmt.events$, '---^').toBe('----b', events);
    });
  });

  it('can refuse to be opened', () => {
    const error = new TransportError('EAFNOSUPPORT', 'socket', 97, 'no Bluetooth');
    marbles(({ kernel, expectObservable, expectSubscriptions }) => {
      const { mgmt, subscriptions } = kernel('-a-b', says, { openErrors: [error, undefined, error] });
      expectObservable(mgmt.events$).toBe('#', events, error);
      expectObservable(mgmt.events$, '-^!').toBe('-a', events);
      expectObservable(mgmt.events$, '---^').toBe('---#', events, error);
      expectObservable(mgmt.events$, '----^').toBe('-', events);
      expectSubscriptions(subscriptions).toBe(['(^!)', '-^!', '---(^!)', '----^']);
    });
  });

  it('reports losses, and counts them from the opening on', () => {
    marbles(({ kernel, expectObservable, subscribe }) => {
      const { mgmt } = kernel('dd-d-ed|d', says);
      expectObservable(mgmt.drops$).toBe('---1-34-5', {
        1: { dropped: 3, total: 3 },
        3: { dropped: 1, total: 10 },
        4: { dropped: 3, total: 13 },
        5: { dropped: 3, total: 3 },
      });
      subscribe(mgmt.events$, '--^');
      subscribe(mgmt.events$, '--------^');
    });
  });

  it('gives its clients virtual time', () => {
    marbles(({ kernel, expectObservable, scheduler }) => {
      const { mgmt } = kernel('--a', says);
      expect(mgmt.scheduler).toBe(scheduler);
      expectObservable(mgmt.frames$.pipe(map(({ time }) => time))).toBe('--2', { 2: 2 });
    });
  });

  it('lets commands without an answer time out', () => {
    marbles(({ kernel, expectObservable }) => {
      const timedOut = expect.objectContaining({ code: 'Timeout' });
      expectObservable(kernel('').mgmt.command$('SetBondable', 0, 1)).toBe('10s #', null, timedOut);
      expectObservable(kernel('', {}, { timeout: 5 }).mgmt.command$('SetBondable', 0, 1)).toBe(
        '-----#',
        null,
        timedOut,
      );
    });
  });

  it('serves clients that the code under test makes itself', () => {
    marbles(({ kernel, expectObservable, expectCommands, expectSubscriptions, scheduler }) => {
      const { transport, subscriptions } = kernel('--p', { p: { replyTo: 'SetBondable' } });
      const own = new Mgmt(transport, { scheduler });
      expectObservable(own.command$('SetBondable', 0, 1).pipe(ignoreElements())).toBe('--|');
      expectCommands(transport).toBe('p', { p: 'SetBondable' });
      expectSubscriptions(subscriptions).toBe('^-!');
    });
  });

  it('takes nothing while it is closed', () => {
    marbles(({ kernel, expectCommands }) => {
      const { transport } = kernel('');
      expect(() => transport.send(Uint8Array.of(1, 0, 0xff, 0xff, 0, 0))).toThrow(
        expect.objectContaining({ name: 'TransportError', code: 'CLOSED' }),
      );
      // Seen all the same: it was tried.
      expectCommands(transport).toBe('v', { v: 'ReadManagementVersionInformation' });
    });
  });

  it('refuses a marble without a value', () => {
    marbles(({ kernel }) => {
      expect(() => kernel('-(ax)|', says)).toThrow("The marble 'x' has no value: there are a, b, d, e");
      expect(() => kernel('-x')).toThrow("The marble 'x' has no value: there are none");
    });
  });

  it.each([
    ['an event', { event: 'DeviceFound', rssi: 200 }],
    ['a reply', { replyTo: 'ReadManagementVersionInformation', returnParameters: { version: 256 } }],
    ['the index of a reply', { replyTo: 'SetPowered', index: 70_000 }],
    ['hexadecimal text', 'xyz'],
  ] as const)('refuses at once what no kernel can send: %s', (_, value) => {
    marbles(({ kernel }) => {
      let error: unknown;
      try {
        kernel('', { a: value });
      } catch (caught) {
        error = caught;
      }
      expect(isCodecError(error)).toBe(true);
    });
  });
});

describe('a reply in a diagram', () => {
  it('answers the command that waits', () => {
    marbles(({ kernel, expectObservable }) => {
      const { mgmt } = kernel('--r--', {
        r: { replyTo: 'ReadControllerIndexList', returnParameters: { controllerIndexes: [7] } },
      });
      expectObservable(mgmt.command$('ReadControllerIndexList', null)).toBe('--(r|)', {
        r: { controllerIndexes: [7] },
      });
    });
  });

  it('is for the controller 0, unless told otherwise', () => {
    marbles(({ kernel, expectObservable }) => {
      const { mgmt } = kernel('-0-1', { 0: { replyTo: 'SetBondable' }, 1: { replyTo: 'SetBondable', index: 1 } });
      expectObservable(mgmt.command$('SetBondable', 0, 1).pipe(ignoreElements())).toBe('-|');
      expectObservable(mgmt.command$('SetBondable', 1, 1).pipe(ignoreElements())).toBe('---|');
    });
  });

  it('takes from the command what is left out', () => {
    const address = '00:00:00:00:00:0F';
    marbles(({ kernel, expectObservable }) => {
      const { mgmt } = kernel('--r', { r: { replyTo: 'PairDevice', returnParameters: { addressType: 'LEPublic' } } });
      const pair$ = mgmt.command$('PairDevice', 0, address, 'LERandom', 'NoInputNoOutput');
      expectObservable(pair$).toBe('--(r|)', { r: { address, addressType: 'LEPublic' } });
    });
  });

  it.each([
    ['Command Status, which carries nothing', {}, undefined],
    ['Command Complete, if it carries something', { returnParameters: {} }, { addressType: ['LERandom'] }],
    ['bytes', { returnParameters: '04' }, { addressType: ['LERandom'] }],
  ])('that is a failure goes out as %s', (_, more, returnParameters) => {
    marbles(({ kernel, expectObservable }) => {
      const { mgmt } = kernel('-r', { r: { replyTo: 'StartDiscovery', status: 'Rejected', ...more } });
      const failed = expect.objectContaining({ name: 'StatusError', status: 'Rejected', returnParameters });
      expectObservable(mgmt.command$('StartDiscovery', 0, ['LERandom'])).toBe('-#', null, failed);
    });
  });

  it('can be too short for its fields', () => {
    marbles(({ kernel, expectObservable }) => {
      const { mgmt } = kernel('-r', { r: { replyTo: 'SetPowered', returnParameters: '00' } });
      const wrong = expect.objectContaining({ name: 'CodecError' });
      expectObservable(defer(() => mgmt.command$('SetPowered', 0, 1)).pipe(take(1))).toBe('-#', null, wrong);
    });
  });
});
