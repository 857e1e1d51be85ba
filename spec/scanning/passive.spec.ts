import type { AdvertisementMonitor, ScanOptions, Sighting } from 'rx-btmgmt';
import { isStatusError } from 'rx-btmgmt';
import { map } from 'rxjs';
import { BTHOME, OTHER, PassiveWorld, SENSOR } from './passive-world.js';
import { Said } from '../controllers/world.js';

const NEAR: AdvertisementMonitor = {
  ...BTHOME,
  highThreshold: -60,
  highThresholdTimer: 0,
  lowThreshold: -80,
  lowThresholdTimer: 5,
  samplingPeriod: 0,
};

const addresses = ({ values }: Said<Sighting>): string[] => [...new Set(values.map(({ address }) => address))];

describe('a passive scan', () => {
  it('tells of each advertisement, and leaves no monitor behind', () => {
    const world = new PassiveWorld();
    const said = world.scan();
    world.pass(10_100);
    expect(addresses(said)).toEqual([SENSOR.address, OTHER.address]);
    expect(said.values.length).toBeGreaterThan(38);
    expect(world.monitors).toEqual([1]);
    said.subscription.unsubscribe();
    expect(world.monitors).toEqual([]);
  });

  it('compares patterns and strengths where the kernel does not', () => {
    const world = new PassiveWorld();
    const [matching, near] = [world.scan({ monitor: BTHOME }), world.scan({ monitor: NEAR })];
    const strong = world.scan({ rssiThreshold: -60 });
    const services = world.scan({ uuids: ['feaa'] });
    world.pass();
    expect([matching, near, strong].map(addresses)).toEqual([[SENSOR.address], [SENSOR.address], [SENSOR.address]]);
    expect(addresses(services)).toEqual([OTHER.address]);
  });

  it('has one monitor for all who want the same, until the last one leaves', () => {
    const world = new PassiveWorld();
    const [one, two, three] = [world.scan({ monitor: BTHOME }), world.scan({ monitor: BTHOME }), world.scan()];
    world.pass();
    expect(world.monitors).toEqual([1, 2]);
    one.subscription.unsubscribe();
    three.subscription.unsubscribe();
    expect(world.monitors).toEqual([1]);
    two.subscription.unsubscribe();
    expect(world.monitors).toEqual([]);
  });

  it.each<[what: string, options: ScanOptions]>([
    ['limited', { limited: true }],
    ['one for strong devices', { rssiThreshold: -60 }],
    ['one for services', { uuids: ['180f'], uuidFields: ['ServiceUuids'] }],
  ])('hears all while its own program has another scan, %s', (_, options) => {
    const world = new PassiveWorld();
    const said = world.scan();
    world.scan({ mode: 'active', ...options });
    world.pass(2_000);
    said.values.length = 0;
    world.pass(5_000);
    expect(addresses(said)).toEqual([SENSOR.address, OTHER.address]);
  });

  it('hears all after a limited scan of its own program', () => {
    const world = new PassiveWorld();
    const limited = world.scan({ mode: 'active', limited: true });
    world.pass(2_000);
    limited.subscription.unsubscribe();
    world.pass();
    const discovering = new Said(world.other.event$('Discovering'));
    const said = world.scan();
    world.pass(5_000);
    expect(addresses(said)).toEqual([SENSOR.address, OTHER.address]);
    expect(discovering.values.map((event) => event.discovering)).toEqual([true, false]);
  });

  it('removes what is added after all have left', () => {
    const world = new PassiveWorld();
    world.scan().subscription.unsubscribe();
    const { subscription } = world.scan();
    // The command is on its way.
    world.pass(0);
    subscription.unsubscribe();
    expect(world.monitors).toEqual([]);
  });

  it.each([1, 0])('adds it again if another program removes monitor %d', (handle) => {
    const world = new PassiveWorld();
    const said = world.scan();
    world.pass();
    world.do(world.other.command$('RemoveAdvertisementMonitor', 0, handle));
    world.pass(2_000);
    expect(world.monitors).toEqual([1]);
    const { length } = said.values;
    world.pass();
    expect(said.values.length).toBeGreaterThan(length);
  });

  it('pauses while the controller is off or unplugged', () => {
    const world = new PassiveWorld();
    const said = world.scan();
    world.pass();
    world.do(world.other.command$('SetPowered', 0, false));
    expect(world.monitors).toEqual([]);
    const { length } = said.values;
    world.do(world.other.command$('SetPowered', 0, true));
    world.pass();
    expect(said.values.length).toBeGreaterThan(length);
    world.simulator.controllers[0]?.remove();
    world.pass();
    world.simulator.addController();
    world.do(world.other.command$('SetLowEnergy', 0, true));
    world.do(world.other.command$('SetPowered', 0, true));
    const before = said.values.length;
    world.pass();
    expect(said.values.length).toBeGreaterThan(before);
    expect(said.error).toBeUndefined();
  });

  it('goes on to look for what it was given at first, whatever becomes of that', () => {
    const world = new PassiveWorld();
    const value = Uint8Array.of(0xd2, 0xfc);
    const patterns = [{ adType: 'ServiceData16', offset: 0, value } as const];
    const said = world.scan({ monitor: { patterns } });
    value.set([0xaa, 0xfe]);
    patterns.push({ adType: 'ServiceData16', offset: 0, value: Uint8Array.of(0xaa, 0xfe) });
    world.do(world.other.command$('SetPowered', 0, false));
    world.do(world.other.command$('SetPowered', 0, true));
    world.pass();
    expect(addresses(said)).toEqual([SENSOR.address]);
    const { length } = said.values;
    world.pass();
    expect(said.values.length).toBeGreaterThan(length);
  });

  it('goes on while a program discovers, and hears scan responses then', () => {
    const world = new PassiveWorld();
    const said = world.scan({ monitor: BTHOME });
    world.pass();
    expect(said.last?.name).toBeUndefined();
    new Said(world.other.command$('StartDiscovery', 0, ['LEPublic', 'LERandom']));
    world.pass(2_000);
    expect(said.last).toMatchObject({ address: SENSOR.address, name: 'ABC' });
    expect(addresses(said)).toEqual([SENSOR.address]);
  });

  it('asks for more in active windows, by schedule, and keeps the name that it heard', () => {
    const world = new PassiveWorld();
    const discovering = new Said(
      world.other.event$('Discovering').pipe(map(({ discovering: is }) => ({ is, at: world.time.now() }))),
    );
    const from = world.time.now();
    const said = world.scan({ activeWindows: { delay: 5_000, interval: 60_000, duration: 2_000 } });
    world.pass(4_900);
    expect(said.values.some(({ name }) => name === 'ABC')).toBe(false);
    world.pass(75_000);
    const changes = discovering.values.map(({ is, at }) => `${String(is)} ${Math.round((at - from) / 1_000)}`);
    expect(changes).toEqual(['true 5', 'false 7', 'true 65', 'false 67']);
    expect(said.values.filter(({ address }) => address === SENSOR.address).at(-1)?.name).toBe('ABC');
    said.subscription.unsubscribe();
    expect(world.monitors).toEqual([]);
  });

  it('takes patterns alone where thresholds are refused, and compares strengths itself', () => {
    const world = new PassiveWorld();
    world.simulator.intercept.command('AddAdvertisementPatternsMonitorWithRSSIThreshold', () => ({
      status: 'UnknownCommand',
    }));
    const said = world.scan({ monitor: { ...NEAR, highThreshold: -40 } });
    const near = world.scan({ monitor: NEAR });
    world.pass();
    expect([said, near].map(addresses)).toEqual([[], [SENSOR.address]]);
  });

  it('waits while another monitor is being added', () => {
    const world = new PassiveWorld();
    world.simulator.intercept.command('AddAdvertisementPatternsMonitor', () => ({ status: 'Busy' }), { times: 5 });
    const said = world.scan();
    world.pass();
    expect(said.values.length).toBeGreaterThan(0);
  });

  it.each(['UnknownCommand', 'NotSupported'] as const)(
    'fails with %s where there are no monitors, and says so',
    (status) => {
      const world = new PassiveWorld();
      world.simulator.intercept.command('AddAdvertisementPatternsMonitor', () => ({ status }));
      const said = world.scan();
      world.pass();
      expect(isStatusError(said.error, status)).toBe(true);
      expect(String(said.error)).toMatch(/5\.10/);
    },
  );
});
