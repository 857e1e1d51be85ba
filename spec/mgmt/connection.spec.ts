import { Subject, of, retry } from 'rxjs';
import { TestScheduler } from 'rxjs/testing';
import type { Drops } from '../../src/index.js';
import { Mgmt, TransportError, encodeEvent, isTransportError } from '../../src/index.js';
import { record } from '../support/recorder.js';
import { ScriptedKernel } from '../support/scripted-kernel.js';

const DOWN = new TransportError('ECONNRESET', 'recv', 104, 'gone');

describe('the connection of a client', () => {
  let kernel: ScriptedKernel;
  let mgmt: Mgmt;

  beforeEach(() => {
    kernel = new ScriptedKernel();
    mgmt = new Mgmt(kernel);
  });

  afterEach(() => kernel.complete());

  it('is opened by the first subscriber, shared, and closed by the last to leave', () => {
    const events = record(mgmt.events$);
    const command = record(mgmt.command$('SetPowered', 0, 1));
    const frames = record(mgmt.frames$);
    expect(kernel.opened).toBe(1);
    command.subscription.unsubscribe();
    events.subscription.unsubscribe();
    expect(kernel.isOpen).toBe(true);
    frames.subscription.unsubscribe();
    expect(kernel.isOpen).toBe(false);
  });

  it('can be opened again', () => {
    record(mgmt.events$).subscription.unsubscribe();
    record(mgmt.events$).subscription.unsubscribe();
    expect([kernel.opened, kernel.closed]).toEqual([2, 2]);
  });

  it('that cannot be opened fails a command before it is sent', () => {
    kernel.openError = new TransportError('EAFNOSUPPORT', 'socket', 97, 'no Bluetooth');
    const reply = record(mgmt.command$('SetPowered', 0, 1));
    expect(isTransportError(reply.errors[0], 'EAFNOSUPPORT')).toBe(true);
    expect(kernel.sent).toEqual([]);
  });

  it('that breaks ends every command and every stream with its error', () => {
    const all = [mgmt.command$('SetPowered', 0, 1), mgmt.command$('SetPowered', 0, 0), mgmt.events$, mgmt.frames$];
    const recordings = all.map((source$) => record<unknown>(source$));
    kernel.fail(DOWN);
    expect(recordings.map(({ errors }) => errors)).toEqual([[DOWN], [DOWN], [DOWN], [DOWN]]);
  });

  it('that ends completes the streams and fails the commands, which wait in vain', () => {
    const events = record(mgmt.events$);
    const frames = record(mgmt.frames$);
    const reply = record(mgmt.command$('SetPowered', 0, 1));
    kernel.complete();
    expect([events.completed, frames.completed]).toEqual([true, true]);
    expect(isTransportError(reply.errors[0], 'CLOSED')).toBe(true);
  });

  it('gives a command that is tried again a new start', () => {
    const reply = record(mgmt.command$('SetPowered', 0, 1).pipe(retry(1)));
    kernel.fail(DOWN);
    expect([kernel.opened, kernel.sent.length]).toEqual([2, 2]);
    kernel.reply('SetPowered', 0, { currentSettings: {} });
    expect(reply.completed).toBe(true);
  });

  it('forgets with its end what it waited for', () => {
    record(mgmt.command$('SetPowered', 0, 1)).subscription.unsubscribe();
    record(mgmt.command$('SetPowered', 0, 0));
    expect(kernel.hex).toEqual(['05000000010001', '05000000010000']);
  });

  it('hands out what a transport emits while it is being subscribed to', () => {
    const frame = encodeEvent({ event: 'IndexAdded', index: 4 });
    const eager = new Mgmt({ frames$: of(frame), send: () => undefined });
    expect(record(eager.events$).values).toEqual([{ event: 'IndexAdded', index: 4 }]);
    expect(record(eager.frames$).values).toHaveLength(1);
  });

  it('shows all frames, both ways, with the time of its scheduler', () => {
    const clock = new TestScheduler(() => undefined);
    const timed = new Mgmt(kernel, { scheduler: clock });
    const frames = record(timed.frames$);
    record(timed.command$('SetPowered', 0, 1));
    kernel.reply('SetPowered', 0, { currentSettings: {} });
    expect(frames.values).toEqual([
      { direction: 'out', bytes: kernel.sent[0], time: 0 },
      { direction: 'in', bytes: Uint8Array.of(1, 0, 0, 0, 7, 0, 5, 0, 0, 0, 0, 0, 0), time: 0 },
    ]);
  });

  it('times out by the scheduler that it is given', () => {
    new TestScheduler((actual, expected) => expect(actual).toEqual(expected)).run(({ expectObservable }) => {
      const timed = new Mgmt(kernel, { timeout: 5 });
      expectObservable(timed.command$('SetPowered', 0, 1)).toBe(
        '-----#',
        null,
        expect.objectContaining({ code: 'Timeout' }),
      );
    });
  });

  it('reports losses without opening, and none where there can be none', () => {
    expect(record(mgmt.drops$).completed).toBe(true);
    const drops$ = new Subject<Drops>();
    const lossy = new Mgmt({ frames$: kernel.frames$, send: () => undefined, drops$ });
    const drops = record(lossy.drops$);
    drops$.next({ dropped: 3, total: 3 });
    expect(drops.values).toEqual([{ dropped: 3, total: 3 }]);
    expect(kernel.opened).toBe(0);
  });
});
