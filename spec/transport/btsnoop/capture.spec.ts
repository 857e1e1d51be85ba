import type { Observable } from 'rxjs';
import { EMPTY, NEVER, Subject, config } from 'rxjs';
import { OptionError, frameOf, toHex } from '../../../src/protocol/index.js';
import type { CaptureOptions } from '../../../src/transport/btsnoop/index.js';
import { capture } from '../../../src/transport/btsnoop/index.js';
import type { Drops, Transport } from '../../../src/transport/index.js';
import { TransportError, memoryTransport } from '../../../src/transport/index.js';
import { record } from '../../support/recorder.js';
import { ScriptedKernel } from '../../support/scripted-kernel.js';
import { listedChunk } from './listing.js';
import { inVirtualTime } from './marble-captures.js';

const POWER_ON = frameOf(0x0005, 0, Uint8Array.of(1));
const ADDED = frameOf(0x0004, 0, new Uint8Array());
const REMOVED = frameOf(0x0005, 0, new Uint8Array());
const DOWN = new TransportError('ECONNRESET', 'recv', 104, 'gone');
const frames = { a: ADDED, r: REMOVED };

const silent = (frames$: Observable<Uint8Array>): Transport => ({ frames$, send: () => undefined });

describe('a captured transport', () => {
  it.each([
    ['never emits', '-----', '^----!', '-----', '^----!'],
    ['completes empty', '--|', '^----', '--|', '^-!'],
    ['emits one', '-a---', '^----!', '-a---', '^----!'],
    ['emits many, some at once', '-a(ra)-r|', '^', '-a(ra)-r|', '^-------!'],
    ['fails', '-a-#', '^', '-a-#', '^--!'],
    ['fails when it is opened', '#', '^', '#', '(^!)'],
    ['is left early', '-a-r-a', '^--!', '-a----', '^--!'],
  ])('that %s does so as before', (_, source, until, expected, open) => {
    inVirtualTime(({ cold, expectObservable, expectSubscriptions }) => {
      const frames$ = cold(source, frames, DOWN);
      const captured = capture(silent(frames$));
      expectObservable(captured.bytes$);
      expectObservable(captured.frames$, until).toBe(expected, frames, DOWN);
      expectSubscriptions(frames$.subscriptions).toBe(open);
    });
  });

  it('shares one connection among its subscribers, and can be opened again', () => {
    inVirtualTime(({ hot, expectObservable, expectSubscriptions }) => {
      const frames$ = hot('-a--a--a--a--', frames);
      const captured = capture(silent(frames$));
      expectObservable(captured.frames$, '--^--!').toBe('----a', frames);
      expectObservable(captured.frames$, '---^----!').toBe('----a--a', frames);
      expectObservable(captured.frames$, '---------^--!').toBe('----------a', frames);
      expectSubscriptions(frames$.subscriptions).toBe(['--^-----!', '---------^--!']);
    });
  });

  it('is not opened by listening to its bytes or losses', () => {
    const kernel = new ScriptedKernel();
    const captured = capture({ frames$: kernel.frames$, send: (frame) => kernel.send(frame), drops$: new Subject() });
    record(captured.bytes$);
    record(captured.drops$!);
    expect(kernel.opened).toBe(0);
  });

  it('has losses only if they can happen', () => {
    expect('drops$' in capture(silent(NEVER))).toBe(false);
  });

  it('hands out the losses of the transport, which can neither end it nor keep it from ending', () => {
    inVirtualTime(({ cold, hot, expectObservable }) => {
      const x: Drops = { dropped: 2, total: 2 };
      const failing = { ...silent(cold('-a--r-|', frames)), drops$: hot('--x-#', { x }, DOWN) };
      const captured = capture(failing);
      expectObservable(captured.drops$!).toBe('--x-#', { x }, DOWN);
      expectObservable(captured.frames$).toBe('-a--r-|', frames);
      expectObservable(capture({ ...failing, drops$: EMPTY }).frames$).toBe('-a--r-|', frames);
      expectObservable(capture({ ...failing, drops$: NEVER }).frames$).toBe('-a--r-|', frames);
    });
  });

  it('sends what it is given, once and unchanged, keys too', () => {
    const kernel = new ScriptedKernel();
    const captured = capture(kernel);
    record(captured.bytes$);
    record(captured.frames$);
    const secret = frameOf(0x002f, 0, Uint8Array.of(1, ...new Uint8Array(16).fill(7)));
    captured.send(secret);
    expect(kernel.hex).toEqual([toHex(secret)]);
  });

  it('refuses to send as the transport does', () => {
    const [client] = memoryTransport();
    const captured = capture(client);
    const bytes = record(captured.bytes$);
    expect(() => captured.send(POWER_ON)).toThrow(expect.objectContaining({ code: 'CLOSED' }));
    expect(bytes.values.map(listedChunk)).toEqual(['header']);
  });

  it('lets an error of sending through as it is', () => {
    const kernel = new ScriptedKernel();
    const error = new TransportError('EPERM', 'send', 1, 'not allowed');
    kernel.onSend = () => {
      throw error;
    };
    const captured = capture(kernel);
    record(captured.frames$);
    let thrown: unknown;
    try {
      captured.send(POWER_ON);
    } catch (caught) {
      thrown = caught;
    }
    expect(thrown).toBe(error);
  });

  it('goes on if the listener throws, and RxJS reports that', () => {
    const reported: unknown[] = [];
    jest.useFakeTimers();
    config.onUnhandledError = (error) => reported.push(error);
    try {
      const kernel = new ScriptedKernel();
      const captured = capture(kernel);
      captured.bytes$.subscribe(() => {
        throw new Error('mine');
      });
      const received = record(captured.frames$);
      captured.send(POWER_ON);
      kernel.frame(ADDED);
      jest.runAllTimers();
      expect([received.values, received.errors, kernel.sent]).toEqual([[ADDED], [], [POWER_ON]]);
      // It stays subscribed: header, opening, command, event.
      expect(reported).toEqual([1, 2, 3, 4].map(() => new Error('mine')));
    } finally {
      config.onUnhandledError = null;
      jest.useRealTimers();
    }
  });

  it.each([
    [{ secrets: 'zero' as 'keep' }, "secrets: 'zero' is not one of 'redact', 'keep'"],
    [{ keys: 'keep' } as never, "keys: 'keep' is not an option here"],
    [{ name: 'longer than Linux' }, "name: 'longer than Linux' is not text of 0 to 15 bytes as UTF-8"],
    [{ version: [256, 0] }, 'version[0]: 256 is not an integer from 0 to 255'],
    [{ version: [1, -1] }, 'version[1]: -1 is not an integer from 0 to 65535'],
    [{ version: [1] as never }, 'version: an array of 1 is not a version and a revision, such as [1, 23]'],
    [{ trusted: 1 as never }, 'trusted: 1 is not true or false'],
    [{ snapLength: 5 }, 'snapLength: 5 is not an integer from 6 to 2147483647'],
    [{ snapLength: NaN }, 'snapLength: NaN is not an integer from 6 to 2147483647'],
  ] as [CaptureOptions, string][])('refuses the options %p', (options, message) => {
    expect(() => capture(silent(NEVER), options)).toThrow(OptionError);
    expect(() => capture(silent(NEVER), options)).toThrow(new Error(message));
  });
});
