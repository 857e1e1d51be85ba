import { map, tap } from 'rxjs';
import { TestScheduler } from 'rxjs/testing';
import { CodecError, OptionError, decodeEvent } from '../../../src/protocol/index.js';
import type { ReplayOptions } from '../../../src/transport/btsnoop/index.js';
import {
  btsnoopHeader,
  capture,
  readRecords,
  replay,
  sessionsOf,
  writeRecords,
} from '../../../src/transport/btsnoop/index.js';
import { isTransportError } from '../../../src/index.js';
import { errorOf } from '../../support/hci.js';
import { record } from '../../support/recorder.js';
import { bytesOf, captureOf, command, inVirtualTime, none, shown, thrownBy } from './marble-captures.js';
import { discoveryCapture } from './vectors.js';

describe('a replay', () => {
  it.each([
    ['of nothing', '(', {}, '^', '|'],
    ['that is silent', '(---)', {}, '^', '----|'],
    ['of one event', '(a', {}, '^', '-(a|)'],
    ['of many', '(ab--c-)', {}, '^', '-ab--c-|'],
    ['of many, past commands', '(Ab-Bc-)', {}, '^', '--b--c-|'],
    ['without an opening, from the first frame', '--ab-)', {}, '^', 'ab-|'],
    ['that is left', '(ab--c-)', {}, '^---!', '-ab--'],
    ['at double speed', '(-a---b---)', { speed: 2 }, '^', '-a-b-|'],
    ['at half speed', '(-ab)', { speed: 0.5 }, '^', '----a-b-|'],
    ['at once', '(-ab)', { speed: Infinity }, '^', '(ab|)'],
    ['with events of the same moment', '(a--------b)', { speed: 100 }, '^', '(ab|)'],
  ] as [string, string, ReplayOptions, string, string][])('%s', (_, marbles, options, until, expected) => {
    inVirtualTime(({ expectObservable }) => {
      expectObservable(replay(bytesOf(marbles), options).frames$.pipe(shown), until).toBe(expected);
    });
  });

  it('takes its time from the scheduler that it is given', () => {
    const scheduler = new TestScheduler((actual, expected) => expect(actual).toEqual(expected));
    const frames = record(replay(bytesOf('(ab--c-)'), { scheduler }).frames$.pipe(shown));
    expect(frames.values).toEqual([]);
    scheduler.flush();
    expect([frames.values, frames.completed, scheduler.now()]).toEqual([['a', 'b', 'c'], true, 7]);
  });

  it('is shared by its subscribers, and begins again when it is opened again', () => {
    inVirtualTime(({ expectObservable }) => {
      const frames$ = replay(bytesOf('(a-b---)')).frames$.pipe(shown);
      expectObservable(frames$, '^----!').toBe('-a-b');
      expectObservable(frames$, '--^---!').toBe('---b');
      expectObservable(frames$, '----------^').toBe('-----------a-b---|');
    });
  });

  it('leaves no timer behind', () => {
    jest.useFakeTimers();
    try {
      const frames = record(replay(bytesOf('(a---------b)')).frames$);
      expect(jest.getTimerCount()).toBe(1);
      frames.subscription.unsubscribe();
      expect(jest.getTimerCount()).toBe(0);
    } finally {
      jest.useRealTimers();
    }
  });

  it('waits for longer than a timer can', () => {
    const [opening, event] = captureOf('(a');
    const century = 100 * 365 * 86_400_000;
    inVirtualTime(({ expectObservable }) => {
      const bytes = writeRecords([opening!, { ...event!, time: century }]);
      expectObservable(replay(bytes).frames$.pipe(shown)).toBe(`${century}ms (a|)`);
    });
  });

  it('goes on at once where the clock of the capture was set back', () => {
    const [opening, a, b, end] = captureOf('(ab)');
    inVirtualTime(({ expectObservable }) => {
      const bytes = writeRecords([opening!, { ...a!, time: 5 }, { ...b!, time: -5 }, end!]);
      expectObservable(replay(bytes).frames$.pipe(shown)).toBe('-----(ab|)');
    });
  });

  it('gives frames to their receiver, who may change them', () => {
    const transport = replay(bytesOf('(a)'), { speed: Infinity });
    const first = record(transport.frames$.pipe(tap((bytes) => bytes.fill(9))));
    expect(record(transport.frames$).values).toEqual([command('a')]);
    expect(first.values).toEqual([new Uint8Array(6).fill(9)]);
  });

  it('reports the losses that are in the capture', () => {
    inVirtualTime(({ expectObservable }) => {
      const transport = replay(bytesOf('(a-3b---2-)'));
      expectObservable(transport.drops$!).toBe('----x-----y', {
        x: { dropped: 3, total: 3 },
        y: { dropped: 2, total: 5 },
      });
      expectObservable(transport.frames$.pipe(shown)).toBe('-a--b-----|');
    });
    expect('drops$' in replay(bytesOf('(a)'))).toBe(false);
  });

  it('plays a capture of btmon', () => {
    const frames = record(replay(discoveryCapture, { speed: Infinity }).frames$.pipe(map(decodeEvent)));
    expect(frames.completed).toBe(true);
    expect(frames.values).toHaveLength(13);
    expect(frames.values).toContainEqual(
      expect.objectContaining({ event: 'DeviceFound', address: '32:1C:40:5B:42:25' }),
    );
  });

  it('plays a capture that breaks off as far as it goes', () => {
    const broken = discoveryCapture.subarray(0, discoveryCapture.length - 400);
    const { records, truncated } = readRecords(broken);
    expect(truncated).toBeDefined();
    const events = sessionsOf(records)[0]!.frames.filter(({ kind }) => kind === 'event');
    expect(record(replay(broken, { speed: Infinity }).frames$).values).toEqual(events.map(({ frame: f }) => f));
  });

  it('is of the capture that was made of it', () => {
    let again = none;
    inVirtualTime(({ expectObservable, flush }) => {
      const captured = capture(replay(bytesOf('(ab--c-)')));
      const bytes = record(captured.bytes$);
      expectObservable(captured.frames$);
      flush();
      again = Uint8Array.from(bytes.values.flatMap((chunk) => [...chunk]));
    });
    inVirtualTime(({ expectObservable }) => {
      expectObservable(replay(again).frames$.pipe(shown)).toBe('-ab--c-|');
    });
  });
});

describe('a replay of one of several sockets', () => {
  const bytes = writeRecords([...captureOf('(a)', 1), ...captureOf('(b)', 2), ...captureOf('(c)', 3)]);
  const play = (options: ReplayOptions): unknown[] =>
    record(replay(bytes, { ...options, speed: Infinity }).frames$.pipe(shown)).values;

  it('is of the first, or of the one that is wanted', () => {
    expect(play({})).toEqual(['a']);
    expect(play({ session: 2 })).toEqual(['c']);
    expect(play({ session: ({ opening }) => opening?.name === 'p2' })).toEqual(['b']);
  });

  it('can be of one after the other, until there are no more', async () => {
    const { frames$ } = replay(bytes, { session: 'next', speed: Infinity });
    expect([1, 2, 3].map(() => record(frames$.pipe(shown)).values)).toEqual([['a'], ['b'], ['c']]);
    const error = await errorOf(frames$);
    expect(isTransportError(error, 'NOT_IN_CAPTURE')).toBe(true);
  });

  it.each([[3], [(): boolean => false]])('is refused if there is none: %p', (session) => {
    const error = thrownBy(() => replay(bytes, { session }));
    expect(error).toBeInstanceOf(CodecError);
    expect(error).toMatchObject({
      message:
        'the capture has no such session; its management sockets are: p1 (1 frames), p2 (1 frames), p3 (1 frames)',
    });
  });

  it.each(['next', 0] as const)('is refused for a capture without any: %p', (session) => {
    expect(thrownBy(() => replay(btsnoopHeader(), { session }))).toBeInstanceOf(CodecError);
  });
});

describe('the options of a replay', () => {
  it.each([
    [{ speed: 0 }, 'speed: 0 is not a number above 0, or Infinity'],
    [{ speed: NaN }, 'speed: NaN is not a number above 0, or Infinity'],
    [{ speed: '2' as never }, "speed: '2' is not a number above 0, or Infinity"],
    [{ mode: 'answer' as 'match' }, "mode: 'answer' is not one of 'watch', 'match'"],
    [{ session: -1 }, "session: -1 is not an integer from 0 on, 'next', or a function that chooses"],
    [{ scheduler: {} as never }, 'scheduler: an object is not a scheduler of RxJS, with schedule() and now()'],
    [{ timing: 'immediate' } as never, "timing: 'immediate' is not an option here"],
    [null as never, 'options: null is not an object of options'],
  ])('are checked: %p', (options, message) => {
    expect(() => replay(discoveryCapture, options)).toThrow(OptionError);
    expect(() => replay(discoveryCapture, options)).toThrow(new Error(message));
  });
});
