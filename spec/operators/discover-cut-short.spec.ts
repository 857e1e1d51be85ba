import type { DeviceOptions } from '../../src/simulator/index.js';
import { CLASSIC, DiscoveryWorld, LE } from './discovery-world.js';

const LAMP = '00:00:00:00:00:01';
const devices: readonly DeviceOptions[] = [
  { address: LAMP, rssi: -40, advertising: { interval: 500 } },
  { address: '00:00:00:00:00:02', inquiry: {} },
];

/** What happens to a controller, and what a discovery fails with then. */
const ENDS: readonly (readonly [string, (world: DiscoveryWorld) => void, string, RegExp])[] = [
  [
    'switched off by another program',
    ({ other }) => other.command$('SetPowered', 0, false).subscribe(),
    'NotPowered',
    /was switched off while it discovered/,
  ],
  [
    'switched off by this program',
    ({ mgmt }) => mgmt.command$('SetPowered', 0, false).subscribe(),
    'NotPowered',
    /was switched off while it discovered/,
  ],
  ['blocked', ({ simulator }) => simulator.controllers[0]?.faults.block(), 'NotPowered', /rfkill list/],
  ['unplugged', ({ simulator }) => simulator.controllers[0]?.remove(), 'InvalidIndex', /was unplugged/],
];

describe.each(['6.1', '6.12', 'newest'] as const)('a discovery on Linux %s', (kernel) => {
  describe.each([
    ['LE', LE],
    ['BR/EDR', CLASSIC],
  ] as const)('of %s', (_, addressTypes) => {
    it.each(ENDS)('says that its controller was %s', (__, happen, code, message) => {
      const world = new DiscoveryWorld({ devices, kernel });
      const runs = [world.discover({ addressTypes }), world.discover({ addressTypes, continuous: true })];
      world.pass(3_000);
      expect(runs.map(({ devices: { length } }) => length > 0)).toEqual([true, true]);
      happen(world);
      world.pass(1_000);
      expect(runs.map(({ end }) => end)).toEqual([code, code]);
      for (const run of runs) expect(run.message).toMatch(message);
    });

    it('says that the system went to sleep; a continuous one goes on afterwards', () => {
      const world = new DiscoveryWorld({ devices, kernel });
      const once = world.discover({ addressTypes });
      const forEver = world.discover({ addressTypes, continuous: true });
      world.pass(3_000);
      world.simulator.suspend();
      world.pass(1_000);
      expect([once.end, forEver.end]).toEqual(['Cancelled', undefined]);
      expect(once.message).toMatch(/went to sleep/);
      world.pass(60_000);
      const before = forEver.devices.length;
      world.simulator.resume();
      world.pass(5_000);
      expect(forEver.devices.length).toBeGreaterThan(before);
      forEver.subscription.unsubscribe();
      world.pass(1_000);
      expect(world.isDiscovering).toBe(false);
    });
  });

  it('listening along says so, too', () => {
    for (const [, happen, code] of ENDS) {
      const world = new DiscoveryWorld({ devices, kernel });
      world.status(world.other.command$('StartDiscovery', 0, LE));
      const run = world.discover();
      world.pass(3_000);
      happen(world);
      world.pass(1_000);
      expect([run.addresses, run.end]).toEqual([[LAMP], code]);
    }
  });
});

describe('a discovery whose answers are lost or late', () => {
  it.each(['StartDiscovery', 'StopDiscovery'] as const)('goes on without that to %s', (command) => {
    const world = new DiscoveryWorld({ devices });
    world.simulator.faults.dropReplies({ command, times: 1 });
    const first = world.discover();
    world.pass(2_000);
    expect(first.addresses).toEqual([LAMP]);
    first.subscription.unsubscribe();
    const second = world.discover();
    world.pass(1_100);
    expect(second.addresses).toEqual([LAMP]);
    world.pass(11_000);
    expect(second.end).toBe('complete');
    expect(world.isDiscovering).toBe(false);
  });

  it.each([true, false])(
    'goes on when the answer to Start Discovery and the event are lost (continuous: %s)',
    (continuous) => {
      const world = new DiscoveryWorld({ devices });
      const { faults } = world.simulator;
      faults.dropReplies({ command: 'StartDiscovery', times: 1 });
      // The transport reports the loss of the event, so that nobody takes the silence for one of the kernel.
      const fault = faults.dropEvents({ event: 'Discovering' });
      const run = world.discover({ continuous });
      world.pass(9_000);
      fault.end();
      world.pass(5_000);
      expect([run.addresses, run.end]).toEqual([[LAMP], undefined]);
      const before = run.devices.length;
      world.pass(5_000);
      expect(run.devices.length).toBeGreaterThan(before);
      run.subscription.unsubscribe();
      world.pass(1_100);
      expect(world.isDiscovering).toBe(false);
    },
  );

  it('waits until there is room for an answer to Start Discovery', () => {
    const world = new DiscoveryWorld({ devices });
    world.simulator.faults.failSending('ENOMEM', { command: 'StartDiscovery', times: 4 });
    const run = world.discover();
    world.pass(3_000);
    expect([run.addresses, run.end]).toEqual([[LAMP], undefined]);
  });

  it('fails if there never is', () => {
    const world = new DiscoveryWorld({ devices });
    world.simulator.faults.failSending('ENOMEM', { command: 'StartDiscovery' });
    const [run, continuous] = [world.discover(), world.discover({ continuous: true })];
    world.pass(60_000);
    // One that is continuous waits, as it does while others are in its way.
    expect([run.end, continuous.end]).toEqual(['ENOMEM', undefined]);
  });

  it.each([1_500, 12_000])('does not mix up an answer that comes %d ms late', (delay) => {
    const world = new DiscoveryWorld({ devices });
    world.simulator.faults.delayReplies(delay, { command: 'StopDiscovery', times: 1 });
    world.discover().subscription.unsubscribe();
    world.pass(50);
    const run = world.discover();
    world.pass(1_100);
    expect(run.addresses).toEqual([LAMP]);
    world.pass(2_000);
    run.subscription.unsubscribe();
    world.pass(1_100);
    expect(world.isDiscovering).toBe(false);
  });

  it('notices that the end got lost', () => {
    const world = new DiscoveryWorld({ devices });
    const run = world.discover({ continuous: true });
    world.pass(1_000);
    world.simulator.faults.dropEvents({ event: 'Discovering', times: 2 });
    world.status(world.other.command$('StopDiscovery', 0, LE));
    world.pass(2_000);
    const before = run.devices.length;
    world.pass(3_000);
    expect(run.devices.length).toBeGreaterThan(before);
  });
});
