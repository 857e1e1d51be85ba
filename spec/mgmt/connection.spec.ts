import { VirtualTimeScheduler, ignoreElements, map, of, retry } from 'rxjs';
import { Mgmt, TransportError, encodeEvent } from '../../src/index.js';
import type { KernelValue } from '../../src/testing/index.js';
import { eventWith } from '../../src/testing/index.js';
import { marbles } from '../support/marbles.js';
import { record } from '../support/recorder.js';

const DOWN = new TransportError('ECONNRESET', 'recv', 104, 'gone');
const CLOSED: unknown = expect.objectContaining({ name: 'TransportError', code: 'CLOSED' });

const says = {
  a: { event: 'IndexAdded', index: 4 },
  r: { replyTo: 'SetPowered' },
  d: { dropped: 3 },
} as const satisfies Record<string, KernelValue>;
const events = { a: eventWith(says.a) };
const on = { command: 'SetPowered', index: 0, params: { powered: true } } as const;
const off = { command: 'SetPowered', index: 0, params: { powered: false } } as const;

describe('the connection of a client', () => {
  it('is opened by the first subscriber, shared, and closed by the last to leave', () => {
    marbles(({ kernel, subscribe, expectSubscriptions }) => {
      const { mgmt, subscriptions } = kernel('');
      subscribe(mgmt.events$, '    -^---!   ');
      subscribe(mgmt.command$('SetPowered', 0, 1), '--^-!');
      subscribe(mgmt.frames$, '    ---^----!');
      expectSubscriptions(subscriptions).toBe('-^------!');
    });
  });

  it('can be opened again', () => {
    marbles(({ kernel, expectObservable, expectSubscriptions }) => {
      const { mgmt, subscriptions } = kernel('a-a--a', says);
      expectObservable(mgmt.events$, '-^-!').toBe('--a', events);
      expectObservable(mgmt.events$, '----^-!').toBe('-----a', events);
      expectSubscriptions(subscriptions).toBe(['-^-!', '----^-!']);
    });
  });

  it('that cannot be opened fails a command with the reason', () => {
    const none = new TransportError('EAFNOSUPPORT', 'socket', 97, 'no Bluetooth');
    marbles(({ kernel, expectObservable, expectCommands }) => {
      const { mgmt } = kernel('', {}, { openErrors: [none] });
      expectObservable(mgmt.command$('SetPowered', 0, 1)).toBe('#', null, none);
      // Handed to the transport all the same: one that opens later sends it then.
      expectCommands(mgmt).toBe('p', { p: { command: 'SetPowered', index: 0 } });
    });
  });

  it('that breaks ends every command and every stream with its error', () => {
    marbles(({ kernel, expectObservable, expectSubscriptions }) => {
      const { mgmt, subscriptions } = kernel('---#', {}, { error: DOWN });
      expectObservable(mgmt.command$('SetPowered', 0, 1)).toBe('---#', null, DOWN);
      expectObservable(mgmt.command$('SetPowered', 0, 0)).toBe('---#', null, DOWN);
      expectObservable(mgmt.events$).toBe('---#', null, DOWN);
      expectObservable(mgmt.frames$.pipe(ignoreElements())).toBe('---#', null, DOWN);
      expectSubscriptions(subscriptions).toBe('^--!');
    });
  });

  it('that ends completes the streams and fails the commands, which wait in vain', () => {
    marbles(({ kernel, expectObservable }) => {
      const { mgmt } = kernel('-a-|', says);
      expectObservable(mgmt.events$).toBe('-a-|', events);
      expectObservable(mgmt.frames$.pipe(ignoreElements())).toBe('---|');
      expectObservable(mgmt.command$('SetPowered', 0, 1)).toBe('---#', null, CLOSED);
    });
  });

  it('gives a command that is tried again a new start', () => {
    marbles(({ kernel, expectObservable, expectCommands, expectSubscriptions }) => {
      const { mgmt, subscriptions } = kernel('--#-r', says);
      expectObservable(mgmt.command$('SetPowered', 0, 1).pipe(retry(1), ignoreElements())).toBe('----|');
      expectCommands(mgmt).toBe('1-1', { 1: on });
      expectSubscriptions(subscriptions).toBe(['^-!', '--^-!']);
    });
  });

  it('forgets with its end what it waited for', () => {
    marbles(({ kernel, expectObservable, subscribe, expectCommands }) => {
      const { mgmt } = kernel('---r', says);
      subscribe(mgmt.command$('SetPowered', 0, 1), '^!');
      expectObservable(mgmt.command$('SetPowered', 0, 0).pipe(ignoreElements()), '--^').toBe('---|');
      expectCommands(mgmt).toBe('1-0', { 1: on, 0: off });
    });
  });

  it('hands out what a transport emits while it is being subscribed to', () => {
    marbles(({ mgmtOn, expectObservable }) => {
      const { mgmt } = mgmtOn({ frames$: of(encodeEvent(events.a)), send: () => undefined });
      expectObservable(mgmt.events$).toBe('(a|)', events);
      expectObservable(mgmt.frames$.pipe(map(({ direction }) => direction))).toBe('(i|)', { i: 'in' });
    });
  });

  it('shows all frames, both ways, with the time of its scheduler', () => {
    marbles(({ kernel, expectObservable, subscribe }) => {
      const { mgmt } = kernel('---r', says);
      expectObservable(mgmt.frames$, '^---!').toBe('-o-i', {
        o: { direction: 'out', bytes: Uint8Array.of(5, 0, 0, 0, 1, 0, 1), time: 1 },
        i: { direction: 'in', bytes: Uint8Array.of(1, 0, 0, 0, 7, 0, 5, 0, 0, 0, 0, 0, 0), time: 3 },
      });
      subscribe(mgmt.command$('SetPowered', 0, 1), '-^');
    });
  });

  it('takes the time from a scheduler that it is given', () => {
    const clock = new VirtualTimeScheduler();
    const mgmt = new Mgmt({ frames$: of(encodeEvent(events.a)), send: () => undefined }, { scheduler: clock });
    expect(record(mgmt.frames$).values).toMatchObject([{ direction: 'in', time: 0 }]);
  });

  it('follows RxJS into virtual time if it is given no scheduler', () => {
    marbles(({ kernel, expectObservable }) => {
      const mgmt = new Mgmt(kernel('').transport, { timeout: 5 });
      const timedOut: unknown = expect.objectContaining({ code: 'Timeout' });
      expectObservable(mgmt.command$('SetPowered', 0, 1)).toBe('-----#', null, timedOut);
    });
  });

  it('reports losses without opening, and none where there can be none', () => {
    marbles(({ kernel, mgmtOn, cold, expectObservable, subscribe, expectSubscriptions }) => {
      const { mgmt, subscriptions } = kernel('-d-d', says);
      expectObservable(mgmt.drops$).toBe('---d', { d: { dropped: 3, total: 3 } });
      subscribe(mgmt.events$, '--^-!');
      expectSubscriptions(subscriptions).toBe('--^-!');
      const lossless = mgmtOn({ frames$: cold<Uint8Array>('-'), send: () => undefined });
      expectObservable(lossless.mgmt.drops$).toBe('|');
      expectSubscriptions(lossless.subscriptions).toBe([]);
    });
  });
});
