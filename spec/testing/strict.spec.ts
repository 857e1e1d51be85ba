import { EMPTY, NEVER, catchError, defer, firstValueFrom, map, of, throwError, timer } from 'rxjs';
import { TestScheduler } from 'rxjs/testing';
import type { MgmtRunHelpers } from '../../src/testing/index.js';
import { MgmtTestScheduler } from '../../src/testing/index.js';

const run = (test: (helpers: MgmtRunHelpers) => unknown): unknown => new MgmtTestScheduler().run(test);

const says = { a: { event: 'DeviceFound', rssi: -40 } } as const;
const differs = (): TestScheduler => new TestScheduler((actual, expected) => expect(actual).toEqual(expected));

describe('A test that would compare nothing fails:', () => {
  it.each<[string, (helpers: MgmtRunHelpers) => unknown, RegExp]>([
    [
      'one that waits',
      async ({ kernel, expectObservable }) => {
        const { mgmt } = kernel('-a', says);
        await firstValueFrom(mgmt.event$('DeviceFound'));
        expectObservable(mgmt.events$).toBe('nothing of the kind');
      },
      /^The callback of run\(\) returned a promise: time in run\(\) is virtual.*no await and no async/,
    ],
    [
      'one that gives away a promise',
      ({ kernel }) => firstValueFrom(kernel('-a', says).mgmt.event$('DeviceFound')),
      /^The callback of run\(\) returned a promise/,
    ],
    [
      'a generator',
      function* ({ expectObservable }) {
        expectObservable(yield).toBe('-');
      },
      /^The callback of run\(\) is a generator, which has not done anything yet/,
    ],
    [
      'expectObservable without toBe',
      ({ expectObservable }) => expectObservable(of(1)),
      /^expectObservable\(…\) was compared with nothing/,
    ],
    [
      'expectCommands without toBe',
      ({ kernel, expectCommands }) => expectCommands(kernel('').mgmt),
      /^expectCommands\(…\) was compared with nothing/,
    ],
    [
      'expectSubscriptions without toBe',
      ({ kernel, expectSubscriptions }) => expectSubscriptions(kernel('').subscriptions),
      /^expectSubscriptions\(…\) was compared with nothing/,
    ],
    [
      'an expectation without toBe that was made while time ran',
      ({ expectObservable }) => void timer(3).subscribe(() => expectObservable(of(1))),
      /^expectObservable\(…\) was compared with nothing/,
    ],
    [
      'an expectation that is compared twice, of which RxJS forgets the first',
      ({ cold, expectObservable }) => {
        const expectation = expectObservable(cold('-a'));
        expectation.toBe('-b');
        expectation.toBe('-a');
      },
      /^expectObservable\(…\) was compared twice/,
    ],
    [
      'a comparison with a marble that stands for nothing',
      ({ kernel, expectObservable }) => {
        const rsi = kernel('-a', says)
          .mgmt.event$('DeviceFound')
          .pipe(map((event) => (event as { rsi?: number }).rsi));
        expectObservable(rsi).toBe('-b', { a: -40 });
      },
      /^The marble 'b' has no value: there are a$/,
    ],
    ['a hot one with such a marble', ({ hot }) => hot('-b', { a: -40 }), /^The marble 'b' has no value: there are a$/],
    [
      'a cold one with such a marble',
      ({ cold }) => cold('-b', { a: -40 }),
      /^The marble 'b' has no value: there are a$/,
    ],
    [
      'a run inside of a run',
      ({ expectObservable }) => {
        run(() => undefined);
        expectObservable(timer(1)).toBe('-');
      },
      /^run\(\) was called inside of run\(\)/,
    ],
    [
      'a run of RxJS inside of a run, which takes its clock',
      ({ expectObservable }) => {
        differs().run(() => undefined);
        expectObservable(NEVER).toBe('-');
      },
      /^run\(\) of another TestScheduler was called inside of run\(\), and has ended virtual time/,
    ],
    [
      'a run that somebody starts while time runs',
      () => void timer(1).subscribe(() => run(() => undefined)),
      /^run\(\) was called inside of run\(\)/,
    ],
    [
      'a kernel that is made while time runs, and would never say a word',
      ({ kernel, subscribe }) => subscribe(timer(1).pipe(map(() => kernel('-a', says)))),
      /^A hot diagram was made while time runs, and would never be played/,
    ],
    [
      'a flush while time runs',
      ({ flush, subscribe }) => subscribe(timer(1).pipe(map(() => flush()))),
      /^flush\(\) was called while time runs/,
    ],
    [
      'a source that fails and is only subscribed to',
      ({ subscribe }) => subscribe(throwError(() => new Error('mine'))),
      /^mine$/,
    ],
    [
      'a wrong answer, even if the code that is tested passes over it',
      ({ kernel, expectObservable }) => {
        const answers = (): object => ({ stauts: 'Busy' });
        const { mgmt } = kernel('', {}, { answers });
        expectObservable(mgmt.command$('SetPowered', 0, true).pipe(catchError(() => EMPTY))).toBe('|');
      },
      /^answers\(\)\.stauts: 'Busy' is not an option here, did you mean 'status'\?/,
    ],
    [
      'an answer that is a promise',
      ({ kernel, expectObservable }) => {
        const answers = { SetPowered: () => Promise.resolve({ status: 'Busy' }) };
        const { mgmt } = kernel('', {}, { answers: answers as never });
        expectObservable(mgmt.command$('SetPowered', 0, true).pipe(catchError(() => EMPTY))).toBe('|');
      },
      /^answers\.SetPowered\(\): an object is not an object of options/,
    ],
  ])('%s', (_, test, message) => {
    expect(() => run(test)).toThrow(message);
  });

  it('a run of this kind inside of one of RxJS', () => {
    expect(() => differs().run(() => run(() => undefined))).toThrow(/^run\(\) was called inside of run\(\)/);
  });

  it('an expectation that comes too late, or is made outside', async () => {
    const scheduler = new MgmtTestScheduler();
    const { expectObservable, expectCommands, kernel, mgmt } = scheduler.run((helpers) => ({
      ...helpers,
      ...helpers.kernel(''),
    }));
    await Promise.resolve();
    for (const [name, late] of Object.entries({
      expectObservable: () => expectObservable(of(1)).toBe('(a|)'),
      expectCommands: () => expectCommands(mgmt).toBe('-'),
      kernel: () => kernel('-a', says),
      expectSubscriptions: () => scheduler.expectSubscriptions([]).toBe(''),
    })) {
      expect(late).toThrow(`${name}() was called outside of run(), where nothing is compared.`);
    }
  });

  it('a comparison that gives its verdict instead of throwing', () => {
    const compared = (verdict: unknown) => () =>
      new MgmtTestScheduler(() => verdict as boolean).run(({ expectObservable }) => expectObservable(of(1)).toBe('-'));
    expect(compared(true)).not.toThrow();
    expect(compared(false)).toThrow('The comparison that was given says that they are not equal');
    expect(compared(Promise.reject(new Error('not equal')))).toThrow('The comparison returned a promise');
    expect(() => new MgmtTestScheduler('equal' as never)).toThrow("assertEqual: 'equal' is not a function that throws");
  });
});

describe('subscribe', () => {
  it('subscribes at the times of the diagram, and compares nothing', () => {
    run(({ cold, subscribe, expectSubscriptions }) => {
      const source = cold('-a-b-|');
      subscribe(source);
      subscribe(source, '--^--!');
      subscribe(source, '-^');
      expectSubscriptions(source.subscriptions).toBe(['^----!', '-^----!', '--^--!']);
    });
  });

  it('ends what emits at once', () => {
    const seen: string[] = [];
    run(({ subscribe }) =>
      subscribe(
        defer(() => of(seen.push('subscribed'))),
        '^!',
      ),
    );
    expect(seen).toEqual(['subscribed']);
  });
});
