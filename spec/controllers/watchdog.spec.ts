import type { Controller, RecoveryStep, WatchdogOptions, WatchdogReport } from 'rx-btmgmt';
import {
  controller,
  discover,
  keep,
  powerCycle,
  recover,
  restartDiscovery,
  scan,
  watchdog,
  whilePowered,
} from 'rx-btmgmt';
import { EMPTY, NEVER, Subject, throwError } from 'rxjs';
import { ADDRESS, diaryMarker, poweredWorld, replug, short, stateOf } from './recovery-world.js';
import { Said, World, on } from './world.js';

const HOUR = 3_600_000;

/** A controller that is watched beside a discovery. */
function watched(options: Partial<WatchdogOptions> = {}, devices = 1) {
  const made = poweredWorld(devices);
  const { adapter, mgmt, world } = made;
  const found = new Said(whilePowered(adapter, ({ index }) => discover(mgmt, index, { continuous: true })));
  const said = new Said(watchdog(adapter, { silence: 90_000, furtherSteps: [replug(world)], ...options }));
  world.pass();
  return { ...made, found, said };
}

/** The reports, with the seconds since the beginning at which they came. */
function timed({ said, world }: { said: Said<WatchdogReport>; world: World }) {
  const from = world.time.now();
  const times: number[] = [];
  let seen = said.values.length;
  return {
    times,
    pass: (seconds: number) => {
      for (let second = 0; second < seconds; second++) {
        world.pass(1000);
        for (; seen < said.values.length; seen++) times.push(Math.round((world.time.now() - from) / 1000));
      }
    },
  };
}

describe('watchdog', () => {
  it('says nothing while something is heard', () => {
    const { world, said, found } = watched({ silence: 5000 });
    world.pass(HOUR / 6);
    expect(short(said)).toEqual([]);
    expect(found.values.length).toBeGreaterThan(500);
  });

  it('recovers a controller that went deaf, until something is heard, and goes on', () => {
    const { world, said, found, handle } = watched();
    world.pass(10_000);
    handle.faults.deafen('power-cycle');
    world.pass(300_000);
    const cured = [
      'Silent',
      'Trying restartDiscovery',
      'Failed restartDiscovery',
      'Trying powerCycle',
      'Recovered powerCycle',
    ];
    expect(short(said)).toEqual(cured);
    const before = found.values.length;
    world.pass(60_000);
    expect(found.values.length).toBeGreaterThan(before);
    handle.faults.deafen('reset');
    world.pass(600_000);
    expect(short(said)).toEqual([
      ...cured,
      ...cured.slice(0, -1),
      'Failed powerCycle',
      'Trying replug',
      'Recovered replug',
    ]);
    expect(on(stateOf(world, controller(world.program(), ADDRESS)))).toContain('Powered');
  });

  it('measures silence from the last attempt, and acts also if it was dead from the beginning', () => {
    const made = watched({ steps: [restartDiscovery()], furtherSteps: [powerCycle({ duration: 0 })] }, 0);
    const { times, pass } = timed(made);
    pass(88);
    expect(short(made.said)).toEqual([]);
    pass(200);
    expect(short(made.said)).toEqual([
      'Silent',
      'Trying restartDiscovery',
      'Failed restartDiscovery',
      'Trying powerCycle',
      'Failed powerCycle',
      'Quiet',
    ]);
    expect(times[0]).toBeGreaterThanOrEqual(88);
    expect(times[2]! - times[1]!).toBeGreaterThanOrEqual(90);
    expect(times[4]! - times[3]!).toBeGreaterThanOrEqual(90);
  });

  it('treats a quiet room once, then gently and ever less often, until something is heard', () => {
    const { world, said, other } = watched({ silence: 60_000 }, 0);
    const cycles = new Said(other.event$('NewSettings', 0));
    world.pass(3 * HOUR);
    const tried = short(said).filter((text) => text.startsWith('Trying'));
    expect(tried.filter((text) => text === 'Trying powerCycle')).toHaveLength(1);
    expect(tried.filter((text) => text === 'Trying replug')).toHaveLength(1);
    expect(tried.length).toBeLessThan(12);
    expect(cycles.values.length).toBeLessThan(10);
    world.simulator.addDevice({ present: [{ from: 0, to: HOUR / 2 }] });
    world.pass(2 * HOUR);
    const again = short(said).slice(-20);
    expect(again).toContain('Trying powerCycle');
  });

  it('asks where nobody discovers, and does nothing to one that answers', () => {
    const { world, adapter } = poweredWorld();
    const said = new Said(watchdog(adapter, { silence: 60_000 }));
    world.pass(600_000);
    expect(new Set(short(said))).toEqual(new Set(['Quiet']));
    expect(said.values.length).toBeGreaterThan(5);
  });

  it('finds one that can start no discovery any more', () => {
    const { world, mgmt, adapter } = poweredWorld();
    world.do(mgmt.command$('StartDiscovery', 0, ['LEPublic', 'LERandom']));
    world.simulator.suspend();
    world.do(mgmt.command$('SetPowered', 0, false));
    world.simulator.resume();
    world.do(mgmt.command$('SetPowered', 0, true));
    const found = new Said(whilePowered(adapter, ({ index }) => discover(mgmt, index, { continuous: true })));
    const said = new Said(watchdog(adapter, { silence: 30_000, furtherSteps: [replug(world)] }));
    world.pass(200_000);
    expect(short(said)).toEqual([
      'Silent',
      'Trying restartDiscovery',
      'Failed restartDiscovery',
      'Trying powerCycle',
      'Failed powerCycle',
      'Trying replug',
      'Recovered replug',
    ]);
    expect(found.values.length).toBeGreaterThan(0);
  });

  it('waits while it is absent or was switched off by another program', () => {
    const { world, said, other, handle } = watched();
    world.do(other.command$('SetPowered', 0, false));
    world.pass(HOUR);
    handle.remove();
    world.pass(HOUR);
    world.simulator.addController({ address: ADDRESS, kind: 'le' });
    world.pass(1000);
    expect(short(said)).toEqual(['Waiting: Off', 'Waiting: Absent', 'Waiting: Off']);
    expect(on(stateOf(world, controller(other, ADDRESS)))).not.toContain('Powered');
  });

  it('switches it on when it is told to', () => {
    const { world, said, other, adapter } = watched({ off: 'recover', silence: 10_000 });
    world.do(other.command$('SetPowered', 0, false));
    world.pass(10_000);
    expect(short(said)).toEqual([
      'Silent',
      'Skipped restartDiscovery: NotApplicable',
      'Trying powerCycle',
      'Recovered powerCycle',
    ]);
    expect(on(stateOf(world, adapter))).toContain('Powered');
  });

  it('gives back at once what was taken in a former life', () => {
    const { world, adapter, other } = poweredWorld();
    world.do(other.command$('SetPowered', 0, false));
    const said = new Said(watchdog(adapter, { silence: 90_000, marker: diaryMarker([ADDRESS]) }));
    world.pass();
    expect(short(said)[0]).toBe('PowerRestored');
    expect(on(stateOf(world, adapter))).toContain('Powered');
  });

  it('tries again, later each time, what nothing helps against, within its limit', () => {
    const { world, said, handle } = watched({ silence: 10_000, perHour: 3 });
    handle.faults.wedge('never');
    world.pass(4 * HOUR);
    const delays = said.values.flatMap((report) => (report.report === 'GaveUp' ? [report.delay] : []));
    expect(delays.slice(0, 4)).toEqual([20_000, 40_000, 80_000, 160_000]);
    expect(Math.max(...delays)).toBe(HOUR);
    const last = said.values.filter(({ report }) => report === 'GaveUp').at(-1);
    expect(last?.report === 'GaveUp' && last.error.steps.length).toBeGreaterThan(0);
  });

  it('listens to what it is told to', () => {
    const life = new Subject<number>();
    const { world, said } = watched({ life });
    world.pass(80_000);
    life.next(1);
    world.pass(80_000);
    expect(short(said)).toEqual([]);
    world.pass(10_000);
    expect(short(said)[0]).toBe('Silent');
    life.error(new Error('theirs'));
    world.pass(90_000);
    expect(String(said.error)).toMatch(/theirs/);
  });

  it.each([
    ['fails', throwError(() => new Error('theirs')), /theirs/],
    ['has ended', EMPTY, undefined],
    ['never says anything', NEVER, undefined],
  ])('takes a sign of life that %s', (_what, life, error) => {
    const { world, said } = watched({ life });
    world.pass(91_000);
    if (error === undefined) expect(short(said)[0]).toBe('Silent');
    else expect(String(said.error)).toMatch(error);
  });

  it.each([
    ['recover', (adapter: Controller) => recover(adapter, { steps: [powerCycle()] })],
    ['another watchdog', (adapter: Controller) => watchdog(adapter, { silence: 5000, life: NEVER })],
  ])('goes on after %s has recovered the same controller', (_, others$) => {
    const { world, said, adapter } = watched({ life: NEVER });
    const state = new Said(adapter.state$);
    const others = new Said<RecoveryStep | WatchdogReport>(others$(adapter));
    world.pass(30_000);
    expect(others.values).toContainEqual({ report: 'Trying', step: 'powerCycle' });
    others.subscription.unsubscribe();
    world.pass(120_000);
    expect([said.error, short(said)[0]]).toEqual([undefined, 'Silent']);
    state.subscription.unsubscribe();
  });

  it.each(['by default', 'for a life of its own'])('lets keep put right what a reset takes away, %s', (what) => {
    const world = new World({
      controllers: [{ address: ADDRESS, kind: 'dual' }],
      devices: [{ advertising: { interval: 1000 } }],
    });
    const adapter = controller(world.program(), ADDRESS);
    const kept = new Said(keep(adapter, { Powered: true, LowEnergy: true }));
    const heard = new Said(scan(adapter));
    const life = what === 'by default' ? {} : { life: scan(adapter) };
    const said = new Said(
      watchdog(adapter, { silence: 90_000, steps: [powerCycle(), replug(world), replug(world)], ...life }),
    );
    world.pass(10_000);
    world.simulator.controllers[0]?.faults.deafen('reset');
    world.pass(200_000);
    const steps = ['Silent', 'Trying powerCycle', 'Failed powerCycle', 'Trying replug', 'Recovered replug'];
    expect(short(said).filter((report) => !report.startsWith('Waiting'))).toEqual(steps);
    expect([kept.last?.report, heard.error]).toEqual(['Kept', undefined]);
  });

  it('leaves nothing behind when it is left', () => {
    const { world, said, handle, adapter } = watched({ silence: 5000 });
    handle.faults.deafen('never');
    world.pass(12_000);
    expect(short(said).at(-1)).toBe('Trying powerCycle');
    said.subscription.unsubscribe();
    world.pass(10_000);
    expect(on(stateOf(world, adapter))).toContain('Powered');
    const before = said.values.length;
    world.pass(HOUR);
    expect(said.values.length).toBe(before);
  });

  it.each<[unknown, RegExp]>([
    [{}, /silence/],
    [{ silence: 0 }, /silence: 0 is not a positive/],
    [{ silence: '90s' }, /silence/],
    [{ silence: 1, life: 1 }, /life: 1 is not an Observable/],
    [{ silence: 1, off: 'never' }, /off: 'never' is not one of/],
    [{ silence: 1, silent: 2 }, /did you mean 'silence'/],
  ])('refuses %j at once', (options, message) => {
    const { adapter } = poweredWorld();
    expect(() => watchdog(adapter, options as WatchdogOptions)).toThrow(message);
  });
});
