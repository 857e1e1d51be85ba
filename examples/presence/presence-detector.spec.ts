import { interval, map, take } from 'rxjs';
import { encodeEvent } from 'rx-btmgmt';
import type { Answers, KernelValue, MgmtRunHelpers } from 'rx-btmgmt/testing';
import { MgmtTestScheduler, eventWith } from 'rx-btmgmt/testing';
import type { PresenceChange } from './presence-detector.js';
import { PresenceDetector } from './presence-detector.js';

const ANN = '00:00:00:00:00:0A';
const BOB = '00:00:00:00:00:0B';

/** What the kernel says: somebody is seen. */
const seen = {
  a: { event: 'DeviceFound', address: ANN },
  b: { event: 'DeviceFound', address: BOB },
  w: { event: 'DeviceFound', address: ANN, rssi: -90 },
  u: { event: 'DeviceFound', address: ANN, rssi: 127 },
  e: { event: 'Discovering', discovering: false },
  x: { event: 'IndexRemoved' },
} as const satisfies Record<string, KernelValue>;
const answers: Answers = { StartDiscovery: {}, StopDiscovery: {} };

/** What is expected: somebody comes or goes. */
const changes: Record<string, PresenceChange> = {
  a: { kind: 'arrived', address: ANN },
  A: { kind: 'left', address: ANN },
  b: { kind: 'arrived', address: BOB },
  B: { kind: 'left', address: BOB },
};
const times = { arriveAfter: 3, leaveAfter: 5 };

const marbles = (test: (helpers: MgmtRunHelpers) => void): void =>
  new MgmtTestScheduler((actual, expected) => expect(actual).toEqual(expected)).run(test);

describe('PresenceDetector', () => {
  it.each([
    ['says who arrived and who left', '-a--a-a---------', '----a------A----'],
    ['lets pass who passes by', '-a-a------------', '----------------'],
    ['takes two short visits for two, not for one long stay', '-a------a-------', '----------------'],
    ['sees who comes back', '-a--a-----a--a--', '----a----A---a--'],
    ['tells devices apart', '-a-ba-b-ab--b---', '----a-b------A--'],
    ['starts again to wait with every sighting', '-a--a----a----a-', '----a-----------'],
  ])('%s', (_, says, expected) => {
    marbles(({ kernel, expectObservable }) => {
      const { mgmt } = kernel(says, seen, { answers });
      expectObservable(new PresenceDetector(mgmt, 0, times).changes$, '^---------------!').toBe(expected, changes);
    });
  });

  it.each([
    ['only certain addresses', { addresses: [BOB.toLowerCase()] }, '-(ab)(ab)', '-----b----B'],
    ['only those who are near', { minimumRssi: -70 }, '-w-----w-a--a', '------------a'],
    ['nobody whose distance is not known', { minimumRssi: -127 }, '-u-----u', '--------'],
    ['all, if nothing is said', {}, '-u-----u', '------- '],
  ])('looks for %s', (_, options, says, expected) => {
    marbles(({ kernel, expectObservable }) => {
      const { mgmt } = kernel(says, seen, { answers });
      const detector = new PresenceDetector(mgmt, 0, { ...times, ...options });
      expectObservable(detector.changes$, '^------------!').toBe(expected, changes);
    });
  });

  it('takes the first sighting if it shall not wait', () => {
    marbles(({ kernel, expectObservable }) => {
      const { mgmt } = kernel('-a', seen, { answers });
      const detector = new PresenceDetector(mgmt, 0, { arriveAfter: 0, leaveAfter: 5 });
      expectObservable(detector.changes$, '^---------!').toBe('-a----A', changes);
    });
  });

  it('waits for two and for thirty seconds by itself', () => {
    marbles(({ kernel, expectObservable }) => {
      const { mgmt } = kernel('a 1999ms a', seen, { answers });
      expectObservable(new PresenceDetector(mgmt, 0).changes$, '^ 60s !').toBe('2s a 29999ms A', changes);
    });
  });

  it('knows who is here, also for those who ask late', () => {
    marbles(({ kernel, expectObservable }) => {
      const { mgmt } = kernel('-a-ba-b-ab--b---', seen, { answers });
      const { present$ } = new PresenceDetector(mgmt, 0, times);
      const lists = { 0: [], 1: [ANN], 2: [ANN, BOB], 3: [BOB] };
      expectObservable(present$, '^--------------!').toBe('0---1-2------3-', lists);
      expectObservable(present$, '--------^------!').toBe('--------2----3-', lists);
    });
  });

  it('scans once for all subscribers, as long as there is one, and again when the kernel ended it', () => {
    marbles(({ kernel, subscribe, expectCommands, expectSubscriptions }) => {
      const { mgmt, subscriptions } = kernel('-----e-e----e', seen, {
        answers: { ...answers, StopDiscovery: { delay: 1 } },
      });
      const detector = new PresenceDetector(mgmt, 0, times);
      subscribe(detector.changes$, '^-!');
      subscribe(detector.present$, '-^--------!');
      expectCommands(mgmt).toBe('s----s-s--t', { s: 'StartDiscovery', t: { command: 'StopDiscovery', index: 0 } });
      expectSubscriptions(subscriptions).toBe('^-----------!');
    });
  });

  it.each([
    ['nobody came', '          --------e', '--------'],
    ['somebody was seen', '    -a------e', '--------'],
    ['somebody is here', '     -a--a---e', '----a---'],
    ['some are here', '        -ab-ab--e', '----ab--'],
    ['somebody has left', '    -a-a----e', '--------'],
  ])('stops, and waits for nothing any more, when everyone has left after %s', (_, says, expected) => {
    marbles(({ kernel, scheduler, expectObservable, subscribe, expectCommands, expectSubscriptions }) => {
      const { mgmt, subscriptions } = kernel(says, seen, { answers });
      const detector = new PresenceDetector(mgmt, 0, { arriveAfter: 3, leaveAfter: 500 });
      expectObservable(detector.changes$, '^------!').toBe(expected, changes);
      subscribe(detector.present$, '^------!');
      expectCommands(mgmt).toBe('s------t', { s: 'StartDiscovery', t: 'StopDiscovery' });
      expectSubscriptions(subscriptions).toBe('^-------!');
      scheduler.schedule(() => expect(scheduler.actions.length).toBe(0), 20);
    });
  });

  it.each([
    ['the controller goes away', '-a--ax', '----a#', answers, 'InvalidIndex'],
    [
      'the controller is off',
      '-a--a-',
      '#',
      { StartDiscovery: { status: 'NotPowered' } } satisfies Answers,
      'NotPowered',
    ],
  ])('fails if %s', (_, says, expected, answering, code) => {
    marbles(({ kernel, expectObservable }) => {
      const { mgmt } = kernel(says, seen, { answers: answering });
      const failure: unknown = expect.objectContaining({ name: 'StatusError', code });
      expectObservable(new PresenceDetector(mgmt, 0, times).changes$).toBe(expected, changes, failure);
    });
  });

  it('keeps no timer of devices that have gone, however many there are', () => {
    marbles(({ mgmtOn, scheduler, expectObservable }) => {
      const rotating = (n: number) =>
        eventWith({ event: 'DeviceFound', address: `C0:00:00:00:${hex(n >> 8)}:${hex(n & 0xff)}` });
      const frames$ = interval(1).pipe(
        take(5_000),
        map((n) => encodeEvent(rotating(n))),
      );
      const { mgmt } = mgmtOn({ frames$, send: () => undefined });
      expectObservable(new PresenceDetector(mgmt, 0, times).changes$, '^ 4900ms !').toBe('-');
      const timers$ = interval(1_000).pipe(
        take(4),
        map(() => scheduler.actions.length),
      );
      const timers: number[] = [];
      timers$.subscribe((count) => timers.push(count));
      scheduler.schedule(() => expect(timers[3]).toBe(timers[0]), 4_500);
    });
  });
});

const hex = (byte: number): string => byte.toString(16).padStart(2, '0');
