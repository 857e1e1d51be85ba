import { keep, powerCycle, recover, restartDiscovery, watchdog } from 'rx-btmgmt';
import type { Fault } from 'rx-btmgmt/simulator';
import { EMPTY, throwError } from 'rxjs';
import { ADDRESS, diaryMarker, poweredWorld, replug, short, stateOf } from './recovery-world.js';
import { Said, on } from './world.js';

const HOUR = 3_600_000;

/** Numbers from 0 to below `limit`, the same for the same seed (mulberry32). */
function numbers(seed: number): (limit: number) => number {
  let state = seed;
  return (limit) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % limit;
  };
}

describe('recovery beside others', () => {
  it('spares connections, unless it is told not to', () => {
    const { world, adapter, handle } = poweredWorld();
    world.simulator.addDevice({ address: '00:00:00:00:00:0A' });
    world.do(adapter.command$('AddDevice', '00:00:00:00:00:0A', 'LEPublic', 'AutoConnect'));
    world.pass(5000);
    expect(stateOf(world, adapter)?.connections).toHaveLength(1);
    const said = new Said(recover(adapter, { steps: [powerCycle()] }));
    world.pass(20_000);
    expect(short(said)).toEqual(['Skipped powerCycle: Connected']);
    expect(String(said.error)).toMatch(/It would disconnect 1 device/);
    expect(stateOf(world, adapter)?.connections).toHaveLength(1);
    handle.faults.wedge('power-cycle');
    const forced = new Said(recover(adapter, { steps: [powerCycle()], whileConnected: true }));
    world.pass(60_000);
    expect(short(forced)).toEqual(['Trying powerCycle', 'Recovered powerCycle']);
  });

  it('is no deviation to keep, which waits, and then goes on', () => {
    const { world, adapter, handle } = poweredWorld();
    const kept = new Said(keep(adapter, { Powered: true, Name: 'gateway' }));
    world.pass();
    const before = kept.values.length;
    handle.faults.wedge('reset');
    const said = new Said(recover(adapter, { steps: [powerCycle(), replug(world)] }));
    world.pass(120_000);
    expect(short(said).at(-1)).toBe('Recovered replug');
    const reports = kept.values.slice(before).map(({ report }) => report);
    expect(reports[0]).toBe('Recovering');
    expect(reports).not.toContain('Contested');
    expect(reports.at(-1)).toBe('Kept');
    expect(stateOf(world, adapter)?.name).toBe('gateway');
  });

  it('is finished by keep where a program was killed in the middle', () => {
    const { world, adapter, other } = poweredWorld();
    world.do(other.command$('SetPowered', 0, false));
    const marker = diaryMarker([ADDRESS]);
    const kept = new Said(keep(adapter, { Name: 'gateway' }, { marker }));
    world.pass();
    expect(kept.values.at(-1)?.report).toBe('Kept');
    expect(on(stateOf(world, adapter))).toContain('Powered');
    expect(marker.diary).toEqual([`clear ${ADDRESS}`]);
  });

  it.each(Array.from({ length: 12 }, (_, seed) => seed))('holds in random world %i', (seed) => {
    const below = numbers(seed);
    const { world, adapter, handle, mgmt } = poweredWorld(below(2));
    const marker = diaryMarker();
    const attempts: number[] = [];
    const count = {
      name: 'count',
      apply: () => {
        attempts.push(world.time.now());
        return below(3) === 0 ? throwError(() => new Error('It did not work.')) : EMPTY;
      },
    };
    const steps = [restartDiscovery(), powerCycle({ duration: below(5000) }), count, replug(world)];
    const options = { steps, marker, perHour: 2 + below(4), timeout: 3000 };
    const watch = () => new Said(watchdog(adapter, { silence: 5000 + below(10_000), ...options }));
    let live = watch();
    const faults: Fault[] = [];
    const happenings = [
      () => faults.push(handle.faults.deafen('power-cycle')),
      () => faults.push(handle.faults.wedge('power-cycle')),
      () => faults.push(handle.faults.wedge('reset')),
      () => faults.push(handle.faults.deafen('reset')),
      () => mgmt.command$('StartDiscovery', 0, ['LEPublic', 'LERandom']).subscribe({ error: () => undefined }),
      () => {
        live.subscription.unsubscribe();
        live = watch();
      },
      () => live.subscription.unsubscribe(),
      () => new Said(recover(adapter, options)),
    ];
    for (let n = 0; n < 12; n++) {
      happenings[below(happenings.length)]!();
      world.pass(below(40_000));
    }
    live.subscription.unsubscribe();
    for (const time of attempts) {
      expect(attempts.filter((at) => at > time - HOUR && at <= time).length).toBeLessThanOrEqual(options.perHour);
    }
    // Whoever is told to give back what is owed does it, once the controller can.
    for (const fault of faults) fault.end();
    world.pass(60_000);
    new Said(recover(adapter, options));
    world.pass(60_000);
    expect(on(stateOf(world, adapter))).toContain('Powered');
    expect(marker.has(ADDRESS)).toBe(false);
  });
});
