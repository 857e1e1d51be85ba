import { Mgmt, OptionError, TransportError, isStatusError } from 'rx-btmgmt';
import { createSimulator } from 'rx-btmgmt/simulator';
import type { SimulatorOptions } from 'rx-btmgmt/simulator';
import { VirtualAction, VirtualTimeScheduler, map, retry } from 'rxjs';
import type { VirtualWorld } from './bench.js';
import { inVirtualTime } from './bench.js';

const test = (title: string, story: (world: VirtualWorld) => void, options: SimulatorOptions = {}): void =>
  it(title, () => inVirtualTime(options, story));

const two: SimulatorOptions = { controllers: [{}, {}] };

describe('A command that is intercepted', () => {
  test('is answered by the test, and not carried out', ({ simulator, program, watch, run }) => {
    const seen: unknown[] = [];
    const handle = simulator.intercept.command('SetPowered', ({ command, index, params }, nth) => {
      seen.push([command, index, params.powered, nth]);
      return { returnParameters: { currentSettings: { Powered: true } } };
    });
    const mgmt = program();
    watch('others', program().events$);
    watch('answer', mgmt.command$('SetPowered', 0, true));
    expect(run()).toEqual(['0 answer: on']);
    expect(simulator.controllers).toHaveLength(1);
    expect([seen, handle.hits]).toEqual([[['SetPowered', 0, true, 0]], 1]);
  });

  test('fails with a status, after a delay', ({ simulator, program, watch, run }) => {
    simulator.intercept.command('SetPowered', () => ({ status: 'Failed', delay: 20 }));
    watch('answer', program().command$('SetPowered', 0, true));
    expect(run()).toEqual(['20 answer: error Failed']);
  });

  test('carries back its own parameters, also with a failure', ({ simulator, program, run }) => {
    const address = '00:00:00:00:00:0A';
    simulator.intercept.command('PairDevice', () => ({ status: 'ConnectFailed', returnParameters: {} }));
    const errors: unknown[] = [];
    program()
      .command$('PairDevice', 0, address, 'LERandom', 'NoInputNoOutput')
      .subscribe({ error: (error: unknown) => errors.push(error) });
    run();
    expect(errors).toEqual([
      expect.objectContaining({ status: 'ConnectFailed', returnParameters: { address, addressType: 'LERandom' } }),
    ]);
  });

  test('may never be answered', ({ simulator, program, watch, run }) => {
    simulator.intercept.command('SetPowered', () => ({ status: 'Failed', delay: Infinity }));
    watch('answer', program().commandWith$('SetPowered', 0, { powered: true }, { timeout: 50 }));
    expect(run()).toEqual(['50 answer: error Timeout']);
  });

  test('goes to the kernel if the test has no answer', ({ simulator, program, watch, run }) => {
    const handle = simulator.intercept.command(['SetPowered', 'SetBondable'], (command, nth) =>
      command.command === 'SetPowered' && nth === 0 ? { status: 'Busy' } : undefined,
    );
    watch(
      'answer',
      program()
        .command$('SetPowered', 0, true)
        .pipe(retry({ delay: 10 })),
    );
    expect(run()).toEqual(['11 answer: on']);
    expect(handle.hits).toBe(2);
  });

  test(
    'is that for one controller',
    ({ simulator, program, watch, run }) => {
      simulator.intercept.command('SetPowered', () => ({ status: 'Busy' }), { index: 1 });
      const mgmt = program();
      watch('0', mgmt.command$('SetPowered', 0, true));
      watch('1', mgmt.command$('SetPowered', 1, true));
      expect(run()).toEqual(['0 1: error Busy', '1 0: on']);
    },
    two,
  );

  test('is that of one program', ({ simulator, scheduler, watch, run }) => {
    const transports = [simulator.transport(), simulator.transport()] as const;
    simulator.intercept.command('ReadControllerIndexList', () => ({ status: 'Busy' }), {
      index: null,
      transport: transports[1],
    });
    const list$ = (n: 0 | 1) => new Mgmt(transports[n], { scheduler }).command$('ReadControllerIndexList', null);
    watch('first', list$(0));
    watch('second', list$(1));
    expect(run()).toEqual(['0 first: {"controllerIndexes":[0]}', '0 second: error Busy']);
  });

  test('is the first ones, until the interception is ended', ({ simulator, program, watch, at, run }) => {
    const mgmt = program();
    const twice = simulator.intercept.command('SetPowered', () => ({ status: 'Busy' }), { times: 1 });
    const handle = simulator.intercept.command('SetPowered', () => ({ status: 'Rejected' }));
    watch('keep', mgmt.events$);
    watch('1', mgmt.command$('SetPowered', 0, true));
    at(10, () => watch('2', mgmt.command$('SetPowered', 0, true)));
    at(20, () => {
      handle.end();
      watch('3', mgmt.command$('SetPowered', 0, true));
    });
    expect(run()).toEqual(['0 1: error Busy', '10 2: error Rejected', '21 3: on']);
    expect([twice.hits, handle.hits]).toEqual([1, 1]);
  });

  test('whose handler throws fails to be sent, with that error', ({ simulator, program, watch, run }) => {
    const mine = new TransportError('ENETDOWN', 'send', 100, 'down');
    simulator.intercept.command('SetPowered', () => {
      throw mine;
    });
    watch('answer', program().command$('SetPowered', 0, true));
    watch('other', program().command$('ReadControllerIndexList', null));
    expect(run()).toEqual(['0 answer: error ENETDOWN', '0 other: {"controllerIndexes":[0]}']);
  });

  it.each<[string, unknown, string]>([
    ['a misspelt property', { stauts: 'Busy' }, "the answer to SetPowered.stauts: 'Busy' is not an option here"],
    ['a promise', Promise.resolve({}), 'the answer to SetPowered: an object is not an object of options'],
    ['a delay', { delay: -1 }, 'the answer to SetPowered.delay: -1 is not a number of milliseconds'],
    ['a status', { status: 'Bussy' }, "did you mean 'Busy'?"],
    [
      'a return parameter',
      { returnParameters: { settings: {} } },
      'the reply to SetPowered settings: there is no such',
    ],
    ['what is missing', {}, 'the reply to SetPowered currentSettings: is missing'],
  ])('refuses %s where it is sent', (_, answer, message) => {
    inVirtualTime({}, ({ simulator, program, run }) => {
      simulator.intercept.command('SetPowered', () => answer as never);
      const errors: unknown[] = [];
      program()
        .command$('SetPowered', 0, true)
        .subscribe({ error: (error: unknown) => errors.push(String(error)) });
      run();
      expect(errors).toEqual([expect.stringContaining(message)]);
    });
  });
});

describe('An event that is intercepted', () => {
  const power = ({ program, watch, at }: VirtualWorld): void => {
    const mgmt = program();
    watch('set', mgmt.command$('SetPowered', 0, true));
    at(100, () => watch('set', mgmt.command$('SetPowered', 0, false)));
  };
  const settings = ({ program }: VirtualWorld) =>
    program()
      .event$('NewSettings')
      .pipe(map(({ currentSettings: { Powered, Bondable } }) => `${Powered} ${Bondable}`));

  test('is changed', (world) => {
    world.simulator.intercept.event('NewSettings', (event) => ({
      ...event,
      currentSettings: { ...event.currentSettings, Bondable: true },
    }));
    world.watch('event', settings(world));
    power(world);
    expect(world.run()).toEqual(['1 set: on', '1 event: true true', '101 set: off', '101 event: false true']);
  });

  test('is another one', (world) => {
    world.simulator.intercept.event('NewSettings', ({ index }) => ({ event: 'IndexAdded', index }), { times: 1 });
    world.watch('event', world.program().events$);
    power(world);
    expect(world.run()).toEqual(['1 set: on', '1 event: IndexAdded', '101 set: off', '101 event: NewSettings']);
  });

  test('is delayed, as it was or changed, or never comes', (world) => {
    const { simulator, watch, run } = world;
    simulator.intercept.event('NewSettings', (event, nth) =>
      nth === 0 ? { delay: 7 } : { delay: 200, event: { ...event, currentSettings: { Bondable: true } } },
    );
    watch('event', settings(world));
    power(world);
    expect(run()).toEqual(['1 set: on', '8 event: true false', '101 set: off', '301 event: false true']);
  });

  test('does not come', (world) => {
    const handle = world.simulator.intercept.event('NewSettings', () => undefined);
    world.watch('event', settings(world));
    power(world);
    world.at(50, () => handle.end());
    expect(world.run()).toEqual(['1 set: on', '101 set: off', '101 event: false false']);
    expect(handle.hits).toBe(1);
  });

  test('is that of one program', ({ simulator, scheduler, program, watch, run }) => {
    const transport = simulator.transport();
    simulator.intercept.event(['NewSettings', 'DeviceFound'], () => undefined, { transport });
    watch('deaf', new Mgmt(transport, { scheduler }).events$);
    watch('other', program().events$);
    watch('set', program().command$('SetPowered', 0, true));
    expect(run()).toEqual(['1 set: on', '1 other: NewSettings']);
  });

  test(
    'is that of one controller',
    ({ simulator, program, watch, run }) => {
      simulator.intercept.event('NewSettings', () => ({ delay: Infinity }), { index: 0 });
      const mgmt = program();
      watch(
        'event',
        program()
          .event$('NewSettings')
          .pipe(map(({ index }) => index)),
      );
      mgmt.command$('SetPowered', 0, true).subscribe();
      mgmt.command$('SetPowered', 1, true).subscribe();
      expect(run()).toEqual(['1 event: 1']);
    },
    two,
  );

  it('comes as it was if the handler throws, which the scheduler throws then', () => {
    const scheduler = new VirtualTimeScheduler(VirtualAction, 1_000);
    const simulator = createSimulator({ scheduler });
    const mgmt = new Mgmt(simulator.transport(), { scheduler });
    const seen: string[] = [];
    simulator.intercept.event('NewSettings', () => {
      throw new Error('mine');
    });
    for (const name of ['one', 'other']) {
      new Mgmt(simulator.transport(), { scheduler }).events$.subscribe(({ event }) => seen.push(`${name} ${event}`));
    }
    mgmt.command$('SetPowered', 0, true).subscribe(() => seen.push('on'));
    // RxJS gives up what is planned in virtual time when an action throws: the frames are read when the next one comes.
    expect(() => scheduler.flush()).toThrow('mine');
    simulator.intercept.clear();
    mgmt.command$('ReadControllerIndexList', null).subscribe(() => seen.push('list'));
    scheduler.flush();
    expect(seen.sort()).toEqual(['list', 'on', 'one NewSettings', 'other NewSettings']);
  });
});

describe('What is intercepted', () => {
  const { intercept } = createSimulator();
  const untyped = intercept as unknown as Record<'command' | 'event', (...args: readonly unknown[]) => unknown>;

  it.each<[string, () => unknown, string]>([
    [
      'a command',
      () => untyped.command('SetPowerd', () => undefined),
      "name: 'SetPowerd' is not the name of a command, did you mean 'SetPowered'?",
    ],
    [
      'one of several',
      () => untyped.command(['SetPowered', 'Set'], () => undefined),
      "name[1]: 'Set' is not the name of a command",
    ],
    ['an event', () => untyped.event('DeviceFond', () => undefined), "did you mean 'DeviceFound'?"],
    [
      'an answer',
      () => untyped.event('CommandComplete', () => undefined),
      "name: 'CommandComplete' is not the name of an event that is no answer",
    ],
    ['a function', () => untyped.event('DeviceFound', 'lost'), "handler: 'lost' is not a function"],
    ['no function', () => untyped.command('SetPowered'), 'handler: undefined is not a function'],
    [
      'a filter',
      () => untyped.command('SetPowered', () => undefined, { controller: 0 }),
      'controller: 0 is not an option here',
    ],
    ['an index', () => untyped.command('SetPowered', () => undefined, { index: -1 }), 'index: -1 is not a controller'],
    [
      'a count',
      () => untyped.event('DeviceFound', () => undefined, { times: 0 }),
      'times: 0 is not an integer from 1 on',
    ],
  ])('is refused if it is not %s', (_, call, message) => {
    expect(call).toThrow(OptionError);
    expect(call).toThrow(message);
  });

  it('has types', () => {
    const simulator = createSimulator();
    simulator.intercept.command('SetDiscoverable', ({ params: { timeout } }) => ({
      returnParameters: { currentSettings: { Discoverable: timeout > 5 } },
    }));
    // @ts-expect-error no such return parameter
    simulator.intercept.command('SetPowered', () => ({ returnParameters: { settings: {} } }));
    // @ts-expect-error no such command
    expect(() => simulator.intercept.command('SetPowerd', () => undefined)).toThrow();
    // @ts-expect-error an answer is no event here
    expect(() => simulator.intercept.event('CommandStatus', () => undefined)).toThrow();
    simulator.intercept.event('DeviceFound', ({ rssi }) => (rssi < -80 ? undefined : { delay: 5 }));
    expect(isStatusError(undefined)).toBe(false);
  });
});
