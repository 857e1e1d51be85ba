import { delay, ignoreElements, take } from 'rxjs';
import { TestScheduler } from 'rxjs/testing';
import type { SchedulerLike } from 'rxjs';
import type { Transport } from '../../src/index.js';
import { TransportError, encodeEvent, encodeReply, memoryTransport } from '../../src/index.js';
import { MgmtTestScheduler, eventWith } from '../../src/testing/index.js';
import { marbles } from '../support/marbles.js';

interface SocketOptions {
  readonly trusted?: boolean;
}

/** Of the shape of a simulated kernel: gives transports, and has its time from a scheduler. Answers after 3 ms. */
function createKernel({ scheduler }: { readonly scheduler: SchedulerLike }) {
  return {
    transport: ({ trusted = true }: SocketOptions = {}): Transport => {
      const [ours, theirs] = memoryTransport();
      theirs.frames$.pipe(delay(3, scheduler)).subscribe(() => {
        theirs.send(encodeEvent({ event: 'IndexAdded', index: 1 }));
        theirs.send(encodeReply('SetBondable', 0, { currentSettings: { Bondable: trusted } }));
      });
      return ours;
    },
  };
}

describe('mgmtOn', () => {
  it('gives a client on a new socket of a simulated kernel, in the time of the test', () => {
    marbles(({ mgmtOn, scheduler, expectObservable, expectCommands, expectSubscriptions }) => {
      const { mgmt, subscriptions } = mgmtOn(createKernel({ scheduler }));
      expectObservable(mgmt.events$.pipe(take(1))).toBe('-----(a|)', {
        a: eventWith({ event: 'IndexAdded', index: 1 }),
      });
      expectObservable(mgmt.command$('SetBondable', 0, 1).pipe(ignoreElements()), '--^').toBe('-----|');
      expectCommands(mgmt).toBe('--b', { b: { command: 'SetBondable', params: { bondable: true } } });
      expectSubscriptions(subscriptions).toBe('^----!');
    });
  });

  it('gives each client a socket of its own', () => {
    marbles(({ mgmtOn, scheduler, expectObservable, expectCommands }) => {
      const simulator = createKernel({ scheduler });
      const [one, other] = [mgmtOn(simulator), mgmtOn(simulator)];
      expectObservable(one.mgmt.command$('SetBondable', 0, 1).pipe(ignoreElements())).toBe('---|');
      expectCommands(one.mgmt).toBe('b', { b: 'SetBondable' });
      expectCommands(other.mgmt).toBe('');
    });
  });

  it('takes a transport, hands on its losses, and waits in virtual time', () => {
    marbles(({ mgmtOn, cold, expectObservable, scheduler }) => {
      const drops$ = cold('-d', { d: { dropped: 1, total: 1 } });
      const frames$ = cold('--a-#', { a: encodeEvent({ event: 'IndexAdded', index: 1 }) }, 'broken');
      const { mgmt, transport } = mgmtOn({ frames$, drops$, send: () => undefined }, { timeout: 3 });
      expect(mgmt.scheduler).toBe(scheduler);
      expectObservable(mgmt.events$).toBe('--a-#', { a: eventWith({ event: 'IndexAdded', index: 1 }) }, 'broken');
      expectObservable(mgmt.drops$).toBe('-d', { d: { dropped: 1, total: 1 } });
      expectObservable(mgmt.command$('SetBondable', 0, 1)).toBe(
        '---#',
        null,
        expect.objectContaining({ code: 'Timeout' }),
      );
      expect(transport.drops$).toBe(drops$);
      expect('drops$' in mgmtOn(memoryTransport()[0]).transport).toBe(false);
    });
  });

  it('lets what sending throws through', () => {
    marbles(({ mgmtOn, cold, expectObservable }) => {
      const down = new TransportError('ENETDOWN', 'send', 100, 'down');
      const { mgmt } = mgmtOn({
        frames$: cold<Uint8Array>('-'),
        send: () => {
          throw down;
        },
      });
      expectObservable(mgmt.command$('SetBondable', 0, 1)).toBe('#', null, down);
    });
  });
});

describe('MgmtTestScheduler', () => {
  it('is a TestScheduler: its own helpers are there, and what a test returns is returned', () => {
    const scheduler = new MgmtTestScheduler();
    expect(scheduler).toBeInstanceOf(TestScheduler);
    const result = scheduler.run(({ hot, cold, time, expectObservable, animate, scheduler: own }) => {
      expect(own).toBe(scheduler);
      animate('-x');
      expectObservable(hot('-a')).toBe('-a');
      expectObservable(cold('-b|').pipe(delay(time('--|')))).toBe('---(b|)');
      return 7;
    });
    expect(result).toBe(7);
  });

  it('takes the comparison of a test runner', () => {
    const seen: unknown[] = [];
    new MgmtTestScheduler((actual, expected) => void seen.push([actual, expected])).run(
      ({ kernel, expectCommands }) => {
        const { mgmt } = kernel('');
        mgmt.command$('SetPowered', 3, true).subscribe({ error: () => undefined });
        expectCommands(mgmt).toBe('p', { p: { command: 'SetPowered', index: 3 } });
      },
    );
    const line = { frame: 0, command: { command: 'SetPowered', index: 3 } };
    expect(seen).toEqual([[[line], [line]]]);
  });

  it('compares by itself, and shows the difference', () => {
    const failing = () =>
      new MgmtTestScheduler().run(({ hotEvents, expectObservable }) => {
        const a = { event: 'DeviceFound', rssi: -40 } as const;
        expectObservable(hotEvents('-a', { a })).toBe('-a', { a: eventWith({ ...a, rssi: -41 }) });
      });
    expect(failing).toThrow(
      /^\[0\]\.notification\.value\.rssi is -40, expected -41\n\n\(- expected, \+ actual\)\n[^]*\n- +rssi: -41,\n\+ +rssi: -40,\n/,
    );
  });

  it('leaves nothing of a test that failed to the next', () => {
    const failing = () =>
      new MgmtTestScheduler().run(({ kernel, expectCommands }) =>
        expectCommands(kernel('').mgmt).toBe('p', { p: 'SetPowered' }),
      );
    expect(failing).toThrow();
    expect(() =>
      new MgmtTestScheduler().run(({ kernel, expectCommands }) => expectCommands(kernel('').mgmt).toBe('')),
    ).not.toThrow();
  });
});
