import { Injector, runInInjectionContext } from '@angular/core';
import { Subject, defer, throwError } from 'rxjs';
import { Mgmt, TransportError, isOptionError, isStatusError } from 'rx-btmgmt';
import type { Transport } from 'rx-btmgmt';
import {
  injectController,
  injectControllers,
  injectMgmt,
  injectMgmtStatus,
  provideBtmgmt,
  withSimulator,
  withTransport,
  withWebSocket,
} from 'rx-btmgmt/angular';
import { WebSocket } from 'ws';
import { World } from './world.js';

const optionOf = (call: () => unknown): string => {
  try {
    call();
  } catch (error) {
    if (isOptionError(error)) return error.option;
    throw error;
  }
  return 'none';
};

describe('provideBtmgmt', () => {
  const world = new World();
  const here = withSimulator(world.simulator);

  it.each([
    ['url', () => withWebSocket('https://gateway.example', { token: 'x', WebSocket })],
    ['reconnct', () => withWebSocket('ws://localhost/', { token: 'x', WebSocket, reconnct: false } as never)],
    ['controllers', () => withSimulator({ controllers: 1 } as never)],
    ['simulator', () => withSimulator(null as never)],
    ['transport', () => provideBtmgmt(withTransport({} as never))],
    ['connection', () => provideBtmgmt(null as never)],
    ['connection', () => provideBtmgmt('ws://localhost' as never)],
    ['retryDelay', () => provideBtmgmt(here, { retryDelay: 0 })],
    ['retryDelay', () => provideBtmgmt(here, { retryDelay: NaN })],
    ['retryDelay', () => provideBtmgmt(here, { retryDelay: 2 ** 31 })],
    ['timeout', () => provideBtmgmt(here, { timeout: -1 })],
    ['lingr', () => provideBtmgmt(here, { lingr: 1 } as never)],
  ])('refuses %s that makes no sense, when it is given', (option, call) => {
    expect(optionOf(call)).toBe(option);
  });

  it('gives everybody the same client, and closes it with the application', () => {
    const application = world.application(here);
    const mgmt = application.run(injectMgmt);
    expect(mgmt).toBeInstanceOf(Mgmt);
    expect(application.run(injectMgmt)).toBe(mgmt);
    const completed = jest.fn();
    mgmt.events$.subscribe({ complete: completed });

    application.end();
    expect(completed).toHaveBeenCalled();
  });

  it('says what is missing where it was forgotten', () => {
    expect(() => runInInjectionContext(Injector.NULL, injectMgmt)).toThrow(/Add provideBtmgmt\(/);
  });
});

describe('injectController', () => {
  const started = () => {
    const world = new World();
    const application = world.application(withSimulator(world.simulator));
    return { world, application, adapter: application.run(() => injectController()) };
  };

  it('has a signal of the state, whoever changes it', () => {
    const { world, adapter } = started();
    expect(adapter.state()).toBeUndefined();
    world.pass();
    expect(adapter.state()).toMatchObject({ index: 0, settings: { Powered: false } });

    adapter.command$('SetPowered', true).subscribe();
    world.pass();
    expect(adapter.state()?.settings.Powered).toBe(true);

    new Mgmt(world.simulator.transport(), { scheduler: world.time }).command$('SetPowered', 0, false).subscribe();
    world.pass();
    expect(adapter.state()?.settings.Powered).toBe(false);
  });

  it('follows a controller that is unplugged and returns elsewhere', () => {
    const { world, application } = started();
    const address = '00:1A:7D:DA:71:13';
    const plugged = world.simulator.addController({ address });
    const adapter = application.run(() => injectController(address));
    const all = application.run(injectControllers);
    world.pass();
    expect(adapter.state()).toMatchObject({ index: 1, address });

    plugged.remove();
    world.simulator.addController();
    world.pass();
    expect(adapter.state()).toBeUndefined();
    world.simulator.addController({ address });
    world.pass();
    expect(adapter.state()).toMatchObject({ index: 2, address });
    expect(all().map(({ index }) => index)).toEqual([0, 1, 2]);
  });

  it('is a handle like others: commands with names, events, errors while there is none', () => {
    const { world, application } = started();
    const adapter = application.run(() => injectController());
    const absent = application.run(() => injectController(7));
    const names: string[] = [];
    const failures: unknown[] = [];
    adapter.event$('LocalNameChanged').subscribe(({ name }) => names.push(name));
    world.pass();
    new Mgmt(world.simulator.transport(), { scheduler: world.time })
      .command$('SetLocalName', 0, 'Kitchen', '')
      .subscribe();
    absent.commandWith$('SetPowered', { powered: true }).subscribe({ error: (error: unknown) => failures.push(error) });
    world.pass();
    expect(names).toEqual(['Kitchen']);
    expect(isStatusError(failures[0], 'InvalidIndex')).toBe(true);
    expect(optionOf(() => application.run(() => injectController('hci-1')))).toBe('which');
  });

  it('leaves nothing open when all that injected is gone', async () => {
    const { world, application, adapter } = started();
    world.pass();
    expect(adapter.state()).toBeDefined();
    const connected: boolean[] = [];
    adapter.mgmt.connected$.subscribe((is) => connected.push(is));
    application.end();
    await new Promise(setImmediate);
    world.pass();
    expect(connected).toEqual([true, false]);
  });
});

describe('injectMgmtStatus', () => {
  const failure = (code: 'UNREACHABLE' | 'REFUSED') => new TransportError(code, 'connect', 0, 'There is no bridge');

  /** A kernel that can't be reached at first. */
  function unreachable(code: 'UNREACHABLE' | 'REFUSED') {
    const world = new World();
    const kernel = world.simulator.transport();
    const drops$ = new Subject<{ dropped: number; total: number }>();
    const state = { isReachable: false, attempts: 0 };
    const transport: Transport = {
      frames$: defer(() => {
        state.attempts++;
        return state.isReachable ? kernel.frames$ : throwError(() => failure(code));
      }),
      drops$,
      send: (frame) => kernel.send(frame),
    };
    const application = world.application(withTransport(transport));
    const status = application.run(injectMgmtStatus);
    const adapter = application.run(() => injectController());
    return { world, application, status, adapter, state, drops$ };
  }

  it('says why there is no connection, and tries again', async () => {
    const { world, status, adapter, state } = unreachable('UNREACHABLE');
    world.pass();
    await new Promise(setImmediate);
    expect(status.error()?.code).toBe('UNREACHABLE');
    expect(adapter.state()).toBeUndefined();
    const { attempts } = state;

    state.isReachable = true;
    world.pass(4000);
    expect([state.attempts, status.error()?.code]).toEqual([attempts, 'UNREACHABLE']);
    world.pass(1000);
    await new Promise(setImmediate);
    world.pass();
    expect([status.error(), status.connected(), adapter.state()?.index]).toEqual([undefined, true, 0]);
  });

  it('tries again at once when it is asked to, and only then if it was refused', async () => {
    const { world, status, adapter, state } = unreachable('REFUSED');
    world.pass();
    await new Promise(setImmediate);
    const { attempts } = state;
    expect(attempts).toBeGreaterThan(0);
    state.isReachable = true;
    world.pass(100_000);
    expect([status.error()?.code, state.attempts]).toEqual(['REFUSED', attempts]);

    status.retry();
    await new Promise(setImmediate);
    world.pass();
    expect([status.error(), adapter.state()?.index]).toEqual([undefined, 0]);
  });

  it('lets errors through that are none of the connection', () => {
    const { application } = unreachable('UNREACHABLE');
    const { retried } = application.run(injectMgmtStatus);
    const seen: unknown[] = [];
    throwError(() => 'mine')
      .pipe(retried)
      .subscribe({ error: (error: unknown) => seen.push(error) });
    expect(seen).toEqual(['mine']);
  });

  it('counts what was lost', () => {
    const { status, drops$ } = unreachable('UNREACHABLE');
    expect(status.lost()).toBe(0);
    drops$.next({ dropped: 3, total: 3 });
    drops$.next({ dropped: 2, total: 2 });
    expect(status.lost()).toBe(5);
  });

  it('says whether the kernel is simulated', () => {
    const { application, world } = unreachable('UNREACHABLE');
    expect(application.run(injectMgmtStatus).simulated).toBe(false);
    expect(world.application(withSimulator()).run(injectMgmtStatus).simulated).toBe(true);
  });
});
