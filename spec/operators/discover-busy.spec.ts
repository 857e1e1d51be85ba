import type { Subscription } from 'rxjs';
import { discover, discoveryState } from '../../src/index.js';
import type { DeviceOptions } from '../../src/simulator/index.js';
import { marbles } from '../support/marbles.js';
import { record } from '../support/recorder.js';
import { addressOf, addresses, commands, failure, kernelSays } from './discovery-marbles.js';
import { CLASSIC, DiscoveryWorld, LE } from './discovery-world.js';

const LAMP = '00:00:00:00:00:01';
const FAR = '00:00:00:00:00:02';
const HEADSET = '00:00:00:00:00:03';
const devices: readonly DeviceOptions[] = [
  { address: LAMP, rssi: -40, advertising: { interval: 500, data: '03030f18' } },
  { address: FAR, rssi: -90, advertising: { interval: 500 } },
  { address: HEADSET, rssi: -60, name: 'Headset', inquiry: { classOfDevice: 0x240404 } },
];
const LENGTH = 10_240;

/** Discover; sleep; off while asleep; wake up; on: from then on Linux answers Busy to each start. */
function fallIll(world: DiscoveryWorld): void {
  expect(world.status(world.other.command$('StartDiscovery', 0, LE))).toBe('Success');
  world.simulator.suspend();
  world.pass(10);
  expect(world.status(world.other.command$('SetPowered', 0, false))).toBe('Success');
  world.simulator.resume();
  expect(world.status(world.other.command$('SetPowered', 0, true))).toBe('Success');
}

/** Lets the other program inquire again as soon as an inquiry ends, before any other program can; gives a way to end that. */
function inquireAgain(world: DiscoveryWorld): Subscription {
  const start = (): void =>
    void world.other.command$('StartDiscovery', 0, CLASSIC).subscribe({ error: () => undefined });
  // It is told before, and so starts first.
  const again = world.other.event$('Discovering').subscribe(({ discovering }) => discovering === false && start());
  start();
  return again;
}

/** Ends the other program's inquiry each second. */
function interrupt(world: DiscoveryWorld, times: number): void {
  for (let n = 0; n < times; n++) {
    world.pass(990);
    expect(world.status(world.other.command$('StopDiscovery', 0, CLASSIC))).toBe('Success');
  }
}

describe('discover beside another program', () => {
  it.each([
    ['asks whether one runs, and tries again', '-B(Ra)', '  --a', 's q'],
    ['has the devices of one that began before', '-B(Ia)b', '--a---b', 's q'],
    ['has the devices of one that is announced', '-B-da-', '----a-', 's q'],
  ])('%s', (_, says, found) => {
    marbles(({ kernel, expectObservable, expectCommands }) => {
      const { mgmt } = kernel(says, kernelSays);
      const devices$ = discover(mgmt, 0).pipe(addressOf);
      expectObservable(devices$, '^------!').toBe(found, addresses);
      expectCommands(mgmt).toBe('sq', commands);
    });
  });

  it('takes over as soon as the other discovery ends, and stops nothing but its own', () => {
    marbles(({ kernel, expectObservable, expectCommands }) => {
      const { mgmt } = kernel('-BIa-e-Sb---T', kernelSays);
      expectObservable(discover(mgmt, 0).pipe(addressOf), '^---------!').toBe('---a----b', addresses);
      expectCommands(mgmt).toBe('sq---s----t', commands);
    });
  });

  it('stops nothing if it only listened', () => {
    marbles(({ kernel, expectObservable, expectCommands, expectSubscriptions }) => {
      const { mgmt, subscriptions } = kernel('-BIa', kernelSays);
      expectObservable(discover(mgmt, 0).pipe(addressOf), '^----!').toBe('---a', addresses);
      expectCommands(mgmt).toBe('sq', commands);
      expectSubscriptions(subscriptions).toBe('^----!');
    });
  });

  it('gets what it asked for, and nothing else, from a discovery of another program', () => {
    const world = new DiscoveryWorld({ devices });
    expect(world.status(world.other.command$('StartDiscovery', 0, [...CLASSIC, ...LE]))).toBe('Success');
    const all = world.discover();
    const near = world.discover({ rssiThreshold: -60 });
    const service = world.discover({ uuids: ['180f'] });
    const nothing = world.discover({ uuids: ['1809'] });
    const random = world.discover({ addressTypes: ['LERandom'] });
    const classic = world.discover({ addressTypes: CLASSIC });
    world.pass(9_000);
    expect(world.isDiscovering).toBe(true);
    expect(new Set(all.addresses)).toEqual(new Set([LAMP, FAR]));
    expect([near, service, nothing, random, classic].map((run) => run.addresses)).toEqual([
      [LAMP],
      [LAMP],
      [],
      [],
      [HEADSET],
    ]);
  });

  it('lasts for its own ten seconds whenever that of the other program ends, with a discovery of its own', () => {
    const world = new DiscoveryWorld({ devices });
    world.status(world.other.command$('StartDiscovery', 0, LE));
    world.pass(2_000);
    const run = world.discover();
    world.pass(1_500);
    expect(run.addresses).toEqual([LAMP, FAR]);
    expect(world.status(world.other.command$('StopDiscovery', 0, LE))).toBe('Success');
    world.pass(5_000);
    expect([run.end, world.isDiscovering]).toEqual([undefined, true]);
    world.pass(LENGTH);
    expect(run.end).toBe('complete');
    expect(run.duration).toBeGreaterThanOrEqual(LENGTH);
    // The time of another program's counts only from when it was seen to find something.
    expect(run.duration).toBeLessThan(LENGTH + 1_000);
    expect(world.isDiscovering).toBe(false);
  });

  it('is started again for the rest of its time when another program stops it', () => {
    const world = new DiscoveryWorld({ devices });
    const run = world.discover();
    for (let n = 0; n < 3; n++) {
      world.pass(2_000);
      expect(world.status(world.other.command$('StopDiscovery', 0, LE))).toBe('Success');
      expect(run.end).toBeUndefined();
    }
    world.pass(LENGTH);
    expect([run.end, run.duration! < LENGTH + 100]).toEqual(['complete', true]);
  });

  it('does not fight with another program that stops it again and again', () => {
    const world = new DiscoveryWorld({ devices });
    world.other.event$('Discovering').subscribe(({ discovering }) => {
      if (discovering === true) world.other.command$('StopDiscovery', 0, LE).subscribe({ error: () => undefined });
    });
    const run = world.discover({ continuous: true });
    world.pass(60_000);
    expect(run.end).toBeUndefined();
    expect(world.sent.length).toBeLessThan(60);
  });

  it('waits for the end of an inquiry that finds no LE, then discovers itself', () => {
    const world = new DiscoveryWorld({ devices });
    world.status(world.other.command$('StartDiscovery', 0, CLASSIC));
    const run = world.discover();
    world.pass(9_000);
    expect([run.devices, run.end]).toEqual([[], undefined]);
    world.pass(LENGTH + 5_000);
    expect([run.addresses, run.end]).toEqual([[LAMP, FAR], 'complete']);
    expect(run.devices.every(({ addressType }) => addressType !== 'BREDR')).toBe(true);
  });

  it('fails if inquiries that find no LE never end, and says so', () => {
    const world = new DiscoveryWorld({ devices });
    inquireAgain(world);
    const run = world.discover();
    const forEver = world.discover({ continuous: true });
    world.pass(60_000);
    expect([run.end, forEver.end]).toEqual(['Busy', undefined]);
    expect(run.duration).toBeGreaterThanOrEqual(30_000);
    expect(run.duration).toBeLessThan(35_000);
    expect(run.message).toMatch(/Another program discovers BR\/EDR, which does not find LE\. Wait for its end/);
  });

  it('says the same when they end more often than it tries', () => {
    const world = new DiscoveryWorld({ devices });
    const states = record(discoveryState(world.mgmt, 0)).values;
    inquireAgain(world);
    const run = world.discover();
    interrupt(world, 32);
    expect([run.end, Math.floor(run.duration! / 1000)]).toEqual(['Busy', 30]);
    expect(run.message).toMatch(/Another program discovers BR\/EDR, which does not find LE/);
    const said = states.flatMap(({ problem }) => problem?.message ?? []);
    const known = said.slice(said.findIndex((message) => message.includes('Another program discovers BR/EDR')));
    expect(new Set(known).size).toBe(1);
  });

  it('tries again when one ends, however long it has waited', () => {
    const world = new DiscoveryWorld({ devices });
    const again = inquireAgain(world);
    const run = world.discover();
    interrupt(world, 29);
    again.unsubscribe();
    world.pass(1_500);
    expect(world.status(world.other.command$('StopDiscovery', 0, CLASSIC))).toBe('Success');
    world.pass(LENGTH + 100);
    expect([run.end, run.addresses]).toEqual(['complete', [LAMP, FAR]]);
  });

  it('fails when the kernel can start none any more although none runs, and says what helps', () => {
    const world = new DiscoveryWorld({ devices });
    fallIll(world);
    const run = world.discover();
    const forEver = world.discover({ continuous: true });
    world.pass(4_000);
    expect(run.end).toBeUndefined();
    world.pass(3_000);
    expect([run.end, forEver.end]).toEqual(['Busy', undefined]);
    expect(run.message).toMatch(
      /although none runs.*sleep and wake up while the controller is on, or plugging it in again/,
    );
    // Switching it off and on does not help, as on Linux.
    world.status(world.other.command$('SetPowered', 0, false));
    world.status(world.other.command$('SetPowered', 0, true));
    expect(forEver.end).toBe('NotPowered');
    const again = world.discover();
    world.pass(10_000);
    expect(again.end).toBe('Busy');
  });

  it('discovers as soon as it can again', () => {
    const world = new DiscoveryWorld({ devices });
    fallIll(world);
    const run = world.discover({ continuous: true });
    world.pass(20_000);
    expect(run.devices).toEqual([]);
    world.simulator.suspend();
    world.pass(1_000);
    world.simulator.resume();
    world.pass(5_000);
    expect(run.addresses).toEqual([LAMP, FAR]);
  });

  it('does not believe a single Busy', () => {
    const world = new DiscoveryWorld({ devices });
    world.simulator.faults.refuse('Busy', { command: 'StartDiscovery', times: 1 });
    const run = world.discover();
    world.pass(1_000);
    expect(run.addresses).toEqual([LAMP, FAR]);
    world.pass(LENGTH);
    expect([run.end, run.duration! < LENGTH + 200]).toEqual(['complete', true]);
  });

  it('does not take devices that a passive scan reports for a discovery', () => {
    marbles(({ kernel, expectObservable }) => {
      const { mgmt } = kernel('1s a 999ms a 999ms a', kernelSays, {
        answers: { StartDiscovery: { status: 'Busy' }, StopDiscovery: { status: 'Rejected', returnParameters: {} } },
      });
      // Tries after 100, 200, 400, 800 and 1600 ms, then every two seconds.
      expectObservable(discover(mgmt, 0).pipe(addressOf)).toBe(
        '1s a 999ms a 999ms a 2099ms #',
        addresses,
        failure('Busy'),
      );
    });
  });
});

describe('two clients of one program', () => {
  it('each have what they asked for, and their own time', () => {
    const world = new DiscoveryWorld({ devices });
    const second = world.client();
    const near = world.discover({ rssiThreshold: -60 });
    world.pass(500);
    const all = world.discover({}, second);
    world.pass(500);
    near.subscription.unsubscribe();
    world.pass(2 * LENGTH);
    expect(near.addresses).toEqual([LAMP]);
    expect([all.addresses, all.end]).toEqual([[LAMP, FAR], 'complete']);
    expect(world.isDiscovering).toBe(false);
  });
});
