import type { Observable } from 'rxjs';
import { Subscription, EMPTY, NEVER, Subject, map, of, retry, tap } from 'rxjs';
import { frameOf } from '../../../src/protocol/index.js';
import { BTMON_SNAP_LENGTH, capture, decodeControl, readRecords } from '../../../src/transport/btsnoop/index.js';
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

/** All chunks so far as one capture. */
function whole(chunks: readonly Uint8Array[]): Uint8Array {
  return Uint8Array.from(chunks.flatMap((chunk) => [...chunk]));
}

describe('the bytes of a capture', () => {
  const label = map(listedChunk);
  const labels = {
    h: 'header',
    o: 'open 1',
    p: 'open 2',
    c: 'close 1',
    d: 'close 2',
    a: 'event 1 040000000000',
    b: 'event 2 040000000000',
    n: 'note rx-btmgmt: The connection failed: gone',
    l: 'note rx-btmgmt: 2 frames were lost',
  };

  it.each([
    ['of a silent connection', '----------', '^-------!', '^', '(ho)----c'],
    ['of one that completes', ' -----a--|', '^', '       ^', '(ho)-a--c'],
    ['of one that fails', '   -----a--#', '^', '       ^', '(ho)-a--(nc)'],
    ['of one that is left', '  -----a-a-', '^-----!', ' ^', '(ho)-ac'],
    ['listened to later', '    -a------a', '^--------!', '--^', '--(ho)--ac'],
    ['listened to before', '   --------a', '--^--------!', '^', 'h-o-----a--c'],
    ['listened to briefly', '  -----a-a-', '^', '       ^-----!', '(ho)-a'],
  ])('are complete: %s', (_, source, open, listen, expected) => {
    inVirtualTime(({ hot, expectObservable }) => {
      const captured = capture(silent(hot(source.trim(), frames, DOWN)));
      expectObservable(captured.bytes$.pipe(label), listen.trim()).toBe(expected, labels);
      expectObservable(captured.frames$, open);
    });
  });

  it('have one socket for each connection', () => {
    inVirtualTime(({ hot, expectObservable }) => {
      const captured = capture(silent(hot('-----a-----b--', { a: ADDED, b: ADDED })));
      expectObservable(captured.bytes$.pipe(label)).toBe('(ho)-a--c-pbd', labels);
      expectObservable(captured.frames$, '^-------!');
      expectObservable(captured.frames$, '----------^-!');
    });
  });

  it('are the same for all who listen, and are made once', () => {
    const kernel = new ScriptedKernel();
    const captured = capture(kernel);
    const [first, second] = [record(captured.bytes$), record(captured.bytes$)];
    record(captured.frames$);
    kernel.frame(ADDED);
    expect(first.values).toEqual(second.values);
    expect(first.values[2]).toBe(second.values[2]);
  });

  it('have the same beginning for who listens later, whatever others do to theirs', () => {
    const [end] = memoryTransport();
    const captured = capture(end);
    captured.frames$.subscribe();
    const listen = (): Uint8Array[] => {
      const chunks: Uint8Array[] = [];
      captured.bytes$.subscribe((chunk) => chunks.push(chunk)).unsubscribe();
      return chunks;
    };
    const first = listen();
    const expected = whole(first);
    for (const chunk of first) chunk.fill(0);
    expect(whole(listen())).toEqual(expected);
  });

  it('have the time of the scheduler', () => {
    inVirtualTime(({ hot, expectObservable, flush }) => {
      const scheduler = { now: () => 1_000_000_000_000.5, schedule: () => Subscription.EMPTY };
      const captured = capture(silent(hot('-a')), { scheduler: scheduler });
      const bytes = record(captured.bytes$);
      expectObservable(captured.frames$);
      flush();
      expect(readRecords(whole(bytes.values)).records.map(({ time }) => time)).toEqual([
        1_000_000_000_000.5, 1_000_000_000_000.5,
      ]);
    });
  });

  it('have the time of the computer by default', () => {
    const before = Date.now();
    const captured = capture(silent(EMPTY));
    const bytes = record(captured.bytes$);
    record(captured.frames$);
    const [opening] = readRecords(whole(bytes.values)).records;
    expect(opening!.time).toBeGreaterThanOrEqual(before);
    expect(opening!.time).toBeLessThanOrEqual(Date.now());
  });

  it('have a command before what answers it, though it is answered while it is sent', () => {
    const [client, kernel] = memoryTransport();
    kernel.frames$.subscribe(() => kernel.send(ADDED));
    const captured = capture(client);
    const bytes = record(captured.bytes$.pipe(label));
    record(captured.frames$);
    captured.send(POWER_ON);
    expect(bytes.values).toEqual(['header', 'open 1', 'command 1 05000000010001', labels.a]);
  });

  it('have a frame before what the consumer does about it', () => {
    const kernel = new ScriptedKernel();
    const captured = capture(kernel);
    const bytes = record(captured.bytes$.pipe(label));
    record(captured.frames$.pipe(tap(() => captured.send(POWER_ON))));
    kernel.frame(ADDED);
    expect(bytes.values).toEqual(['header', 'open 1', labels.a, 'command 1 05000000010001']);
  });

  it('have an end before the next beginning, when a consumer tries again', () => {
    const kernel = new ScriptedKernel();
    const captured = capture(kernel);
    const bytes = record(captured.bytes$.pipe(label));
    record(captured.frames$.pipe(retry(1)));
    kernel.fail(DOWN);
    captured.send(POWER_ON);
    const expected = ['header', labels.o, labels.n, labels.c, labels.p, 'command 2 05000000010001'];
    expect(bytes.values).toEqual(expected);
  });

  it('say why a frame was not sent, without what is in it', () => {
    const kernel = new ScriptedKernel();
    kernel.onSend = () => {
      throw new TransportError('EPERM', 'send', 1, 'not allowed');
    };
    const captured = capture(kernel);
    const bytes = record(captured.bytes$.pipe(label));
    record(captured.frames$);
    expect(() => captured.send(POWER_ON)).toThrow('not allowed');
    expect(() => captured.send(Uint8Array.of(0xaa, 0xbb, 0xcc))).toThrow('not allowed');
    expect(bytes.values.slice(2)).toEqual([
      'command 1 05000000010001',
      'note rx-btmgmt: Command 0x0005 for controller 0 was not sent: not allowed',
      'note rx-btmgmt: command of 3 bytes, which is no frame',
      'note rx-btmgmt: A frame of 3 bytes was not sent: not allowed',
    ]);
  });

  it('say what was lost, and count it from then on, over all connections', () => {
    const kernel = new ScriptedKernel();
    const drops$ = new Subject<Drops>();
    const captured = capture({ frames$: kernel.frames$, send: () => undefined, drops$ });
    const connection = record(captured.frames$);
    drops$.next({ dropped: 3, total: 3 });
    const bytes = record(captured.bytes$);
    kernel.frame(ADDED);
    drops$.next({ dropped: 2, total: 5 });
    connection.subscription.unsubscribe();
    drops$.next({ dropped: 9, total: 14 });
    record(captured.frames$);
    const { records } = readRecords(whole(bytes.values));
    expect(bytes.values.map(listedChunk)).toEqual(['header', labels.o, labels.a, labels.l, labels.c, labels.p]);
    expect(records.map(({ drops }) => drops)).toEqual([0, 3, 5, 5, 5]);
  });

  it('can be cut, for btmon, and say so', () => {
    const captured = capture(silent(of(frameOf(0x0012, 0, new Uint8Array(2000)))), { snapLength: BTMON_SNAP_LENGTH });
    const bytes = record(captured.bytes$);
    record(captured.frames$);
    const found = readRecords(whole(bytes.values)).records[1]!;
    expect([found.data.length, found.originalLength]).toEqual([1490, 2006]);
  });

  it('name the program, the protocol and the rights of the socket', () => {
    const captured = capture(silent(NEVER), { name: 'gateway', version: [1, 23], trusted: true });
    const bytes = record(captured.bytes$);
    record(captured.frames$);
    const [opening] = readRecords(whole(bytes.values)).records.map(decodeControl);
    expect(opening).toMatchObject({ name: 'gateway', version: 1, revision: 23, trusted: true });
  });

  it('do not end, and keep nothing of those who left', () => {
    const captured = capture(silent(EMPTY));
    const left = record(captured.bytes$);
    left.subscription.unsubscribe();
    const bytes = record(captured.bytes$);
    record(captured.frames$);
    expect([left.values.length, bytes.completed, bytes.errors]).toEqual([1, false, []]);
  });
});
