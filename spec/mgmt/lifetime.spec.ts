import { setTimeout as elapsed } from 'node:timers/promises';
import { concat, defer, firstValueFrom, ignoreElements, lastValueFrom, map, repeat } from 'rxjs';
import { Mgmt, OptionError } from '../../src/index.js';
import { createSimulator } from '../../src/simulator/index.js';
import type { KernelValue } from '../../src/testing/index.js';
import { eventWith } from '../../src/testing/index.js';
import { counted } from '../support/counted-transport.js';
import { marbles } from '../support/marbles.js';
import { record } from '../support/recorder.js';
import { ScriptedKernel } from '../support/scripted-kernel.js';

const says = { a: { event: 'IndexAdded', index: 4 } } as const satisfies Record<string, KernelValue>;
const events = { a: eventWith(says.a) };
const answers = { SetBondable: { delay: 1 } };
const isConnected = { t: true, f: false };

describe('A connection', () => {
  it('outlives what concat and promises leave between commands', async () => {
    const [transport, openings] = counted(createSimulator().transport());
    const mgmt = new Mgmt(transport);
    const version$ = mgmt.command$('ReadManagementVersionInformation', null);
    for (let n = 0; n < 3; n++) await firstValueFrom(version$);
    await lastValueFrom(
      concat(
        version$,
        version$,
        defer(() => version$),
      ),
    );
    await Promise.all([1, 2].map(() => lastValueFrom(version$).then(() => lastValueFrom(version$))));
    expect(openings).toEqual({ now: 1, most: 1, all: 1 });
    await elapsed(5);
    expect(openings).toEqual({ now: 0, most: 1, all: 1 });
  });

  it('is closed in the same moment of virtual time, as if it had not', () => {
    marbles(({ kernel, expectObservable, expectSubscriptions }) => {
      const { mgmt, subscriptions } = kernel('', {}, { answers });
      const set$ = mgmt.command$('SetBondable', 0, 1).pipe(ignoreElements());
      expectObservable(concat(set$, set$)).toBe('--|');
      expectObservable(set$, '----^').toBe('-----|');
      expectSubscriptions(subscriptions).toBe(['^-!', '----^!']);
    });
  });

  it('stays as long as it is asked to, from when nobody needs it any more', () => {
    marbles(({ kernel, expectObservable, expectSubscriptions }) => {
      const { mgmt, subscriptions } = kernel('--a--a-a', says, { linger: 3, answers });
      expectObservable(mgmt.events$, '-^-!').toBe('--a', events);
      expectObservable(mgmt.events$, '-----^!').toBe('-----a', events);
      expectObservable(mgmt.command$('SetBondable', 0, 1).pipe(ignoreElements()), '------------^').toBe(
        '-------------|',
      );
      // Until 6 + 3, although a subscriber left at 3.
      expectSubscriptions(subscriptions).toBe(['-^-------!', '------------^---!']);
    });
  });

  it('stays for ever if it is asked to, with what a socket has switched on', () => {
    marbles(({ kernel, expectObservable, expectSubscriptions }) => {
      const { mgmt, subscriptions } = kernel('-a-a', says, { linger: Infinity });
      expectObservable(mgmt.events$, '^-!').toBe('-a', events);
      expectObservable(mgmt.events$, '---^!').toBe('---a', events);
      expectSubscriptions(subscriptions).toBe('^');
    });
  });

  it.each([-1, NaN, '5'])('refuses to stay %p milliseconds', (linger) => {
    expect(() => new Mgmt(new ScriptedKernel(), { linger: linger as number })).toThrow(OptionError);
  });

  it('is known to those who ask', () => {
    marbles(({ kernel, expectObservable }) => {
      const { mgmt } = kernel('-----#---|', says, { linger: 2 });
      expectObservable(mgmt.connected$, '^-----------!').toBe('ft---ft--f', isConnected);
      expectObservable(mgmt.connected$, '--^').toBe('--t--ft--f', isConnected);
      expectObservable(mgmt.events$, '-^').toBe('-----#', null, RESET);
      expectObservable(mgmt.events$, '------^').toBe('---------|');
    });
  });

  it('is said to be there no longer when its last subscriber has been gone for a while', () => {
    marbles(({ kernel, expectObservable }) => {
      const { mgmt } = kernel('', {}, { linger: 2 });
      expectObservable(mgmt.connected$).toBe('f-t---f', isConnected);
      expectObservable(mgmt.events$, '--^-!').toBe('-');
    });
  });
});

const RESET: unknown = expect.objectContaining({ code: 'ECONNRESET' });
const CLOSED: unknown = expect.objectContaining({ name: 'TransportError', code: 'CLOSED' });

describe('close()', () => {
  it('ends what goes on: streams complete, commands fail, the transport is closed at once', () => {
    const kernel = new ScriptedKernel();
    const mgmt = new Mgmt(kernel, { linger: Infinity });
    const [all, found, frames] = [record(mgmt.events$), record(mgmt.event$('DeviceFound')), record(mgmt.frames$)];
    const commands = [1, 2].map(() => record(mgmt.command$('SetBondable', 0, true)));
    mgmt.close();
    expect([all.completed, found.completed, frames.completed]).toEqual([true, true, true]);
    expect(commands.map(({ errors }) => errors)).toEqual([[CLOSED], [CLOSED]]);
    expect(kernel.isOpen).toBe(false);
    expect(record(mgmt.connected$).values).toEqual([false]);
  });

  it('is for good: whoever tries again learns of it, and nothing is opened', async () => {
    const kernel = new ScriptedKernel();
    const mgmt = new Mgmt(kernel);
    const again = record(mgmt.events$.pipe(repeat()));
    mgmt.close();
    mgmt.close();
    const command = record(mgmt.command$('SetBondable', 0, true));
    await elapsed(5);
    expect([again.errors, command.errors]).toEqual([[CLOSED], [CLOSED]]);
    expect(String(command.errors[0])).toMatch(/closed with close\(\)\. Make a new one/);
    expect(kernel.opened).toBe(1);
  });

  it('ends a connection that is only kept, and leaves the transport to others', async () => {
    const [transport, openings] = counted(createSimulator().transport());
    const mgmt = new Mgmt(transport, { linger: Infinity });
    const version = (of: Mgmt) => firstValueFrom(of.command$('ReadManagementVersionInformation', null));
    await version(mgmt);
    expect(openings.now).toBe(1);
    mgmt.close();
    expect(openings.now).toBe(0);
    await version(new Mgmt(transport));
    expect(openings).toMatchObject({ most: 1, all: 2 });
  });

  it('can come from within an event, and others hear no more of it', () => {
    const kernel = new ScriptedKernel();
    const mgmt = new Mgmt(kernel);
    const first = record(mgmt.events$.pipe(map(() => mgmt.close())));
    const second = record(mgmt.events$);
    kernel.emit(events.a);
    expect([first.values.length, second.values.length]).toEqual([0, 0]);
    expect([first.completed, second.completed]).toEqual([true, true]);
  });
});
