import type { Subscription } from 'rxjs';
import { filter, map } from 'rxjs';
import type { MgmtEventInput } from '../../src/index.js';
import { Mgmt, forController, ofEvent } from '../../src/index.js';
import { record } from '../support/recorder.js';
import { ScriptedKernel } from '../support/scripted-kernel.js';

const added = (index: number): MgmtEventInput => ({ event: 'IndexAdded', index });
const removed = (index: number): MgmtEventInput => ({ event: 'IndexRemoved', index });
const found = (index: number): MgmtEventInput => ({
  event: 'DeviceFound',
  index,
  address: '00:AA:01:01:00:01',
  addressType: 'LERandom',
  rssi: -60,
  flags: {},
  eirData: '',
});

describe('Events', () => {
  let kernel: ScriptedKernel;
  let mgmt: Mgmt;

  beforeEach(() => {
    kernel = new ScriptedKernel();
    mgmt = new Mgmt(kernel);
  });
  afterEach(() => kernel.complete());

  it('come to those whom they concern', () => {
    const told = {
      all: record(mgmt.events$),
      added: record(mgmt.event$('IndexAdded')),
      'added 1': record(mgmt.event$('IndexAdded', 1)),
      1: record(mgmt.events$.pipe(forController(1))),
      none: record(mgmt.events$.pipe(forController(null))),
      'added or removed': record(mgmt.events$.pipe(ofEvent('IndexAdded', 'IndexRemoved'))),
      'added or removed 1': record(mgmt.events$.pipe(ofEvent('IndexAdded', 'IndexRemoved'), forController(1))),
      '1 added': record(mgmt.events$.pipe(forController(1), ofEvent('IndexAdded'))),
      'added 1 of 0': record(mgmt.event$('IndexAdded', 1).pipe(forController(0))),
      'found among added': record(mgmt.event$('IndexAdded').pipe(ofEvent('DeviceFound' as never))),
      'of no name': record(mgmt.events$.pipe(ofEvent())),
      'after an operator': record(
        mgmt.events$.pipe(
          filter(() => true),
          ofEvent('IndexAdded'),
          forController(1),
        ),
      ),
    };
    for (const event of [added(0), added(1), removed(1), found(1)]) kernel.emit(event);
    kernel.frame('fe0f ffff 0000');
    const counts = Object.fromEntries(Object.entries(told).map(([name, { values }]) => [name, values.length]));
    expect(counts).toEqual({
      all: 5,
      added: 2,
      'added 1': 1,
      1: 3,
      none: 1,
      'added or removed': 3,
      'added or removed 1': 2,
      '1 added': 1,
      'added 1 of 0': 0,
      'found among added': 0,
      'of no name': 0,
      'after an operator': 1,
    });
    kernel.complete();
    expect(Object.values(told).every(({ completed }) => completed)).toBe(true);
  });

  it('come in the order of subscribing, whatever was asked for', () => {
    const order: number[] = [];
    const sources = [
      mgmt.events$,
      mgmt.event$('IndexAdded', 1),
      mgmt.event$('IndexAdded'),
      mgmt.events$.pipe(forController(1)),
      mgmt.events$.pipe(map((event) => event)),
      mgmt.event$('IndexAdded', 1),
      mgmt.events$.pipe(ofEvent('IndexRemoved', 'IndexAdded')),
    ];
    const subscriptions = sources.map((source$, n) => source$.subscribe(() => order.push(n)));
    kernel.emit(added(1));
    subscriptions[2]?.unsubscribe();
    kernel.emit(added(1));
    expect(order).toEqual([0, 1, 2, 3, 4, 5, 6, 0, 1, 3, 4, 5, 6]);
  });

  it('go to those who are there when they come: not to who comes meanwhile, nor to who has left', () => {
    const log: string[] = [];
    let late: Subscription | undefined;
    const listen = (name: string) => mgmt.event$('IndexAdded').subscribe(() => log.push(name));
    mgmt.events$.subscribe(() => {
      log.push('first');
      victim.unsubscribe();
      late ??= listen('late');
    });
    const victim = listen('victim');
    listen('last');
    kernel.emit(added(1));
    kernel.emit(added(2));
    expect(log).toEqual(['first', 'last', 'first', 'last', 'late']);
  });

  it('are not lost when those who listen leave, and come again from within one', () => {
    const log: string[] = [];
    const listen = (): Subscription =>
      mgmt.event$('IndexAdded', 1).subscribe(() => {
        log.push('told');
        subscription.unsubscribe();
        subscription = listen();
      });
    let subscription = listen();
    for (let n = 0; n < 3; n++) kernel.emit(added(1));
    expect(log).toHaveLength(3);
    expect(kernel.opened).toBe(1);
  });

  it('reach the others when a listener throws', () => {
    jest.useFakeTimers();
    const broken = mgmt.events$.subscribe(() => {
      throw new Error('mine');
    });
    const other = record(mgmt.events$);
    kernel.emit(added(1));
    expect(other.values).toHaveLength(1);
    expect(() => jest.runAllTimers()).toThrow('mine');
    broken.unsubscribe();
    jest.useRealTimers();
  });

  it('end for all, in the order of subscribing', () => {
    const log: string[] = [];
    const on = (name: string) => ({ error: () => log.push(name) });
    mgmt.event$('IndexAdded', 3).subscribe(on('a'));
    mgmt.events$.subscribe(on('b'));
    mgmt.event$('IndexAdded').subscribe(on('c'));
    kernel.fail(new Error('gone'));
    expect(log).toEqual(['a', 'b', 'c']);
  });
});
