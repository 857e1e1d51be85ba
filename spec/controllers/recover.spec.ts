import type { RecoverOptions } from 'rx-btmgmt';
import { controller, isRecoveryError, isStatusError, powerCycle, recover, restartDiscovery } from 'rx-btmgmt';
import { EMPTY, throwError } from 'rxjs';
import { ADDRESS, diaryMarker, poweredWorld, replug, short, stateOf } from './recovery-world.js';
import { Said, on } from './world.js';

const HOUR = 3_600_000;

describe('recover', () => {
  it('takes what works for recovered by the first step, and leaves no discovery behind', () => {
    const { world, adapter } = poweredWorld();
    const said = new Said(recover(adapter));
    const state = new Said(adapter.state$);
    world.pass();
    expect(short(said)).toEqual(['Trying restartDiscovery', 'Recovered restartDiscovery']);
    expect(said.subscription.closed).toBe(true);
    expect(state.last?.discovering).toBe(false);
  });

  it('switches off and on what a power cycle cures, and says so', () => {
    const { world, adapter, handle } = poweredWorld();
    handle.faults.wedge('power-cycle');
    const marker = diaryMarker();
    const said = new Said(recover(adapter, { marker }));
    world.pass(60_000);
    expect(short(said)).toEqual([
      'Trying restartDiscovery',
      'Failed restartDiscovery',
      'Trying powerCycle',
      'Recovered powerCycle',
    ]);
    expect(on(stateOf(world, adapter))).toContain('Powered');
    expect(marker.diary).toEqual([`set ${ADDRESS}`, `clear ${ADDRESS}`]);
  });

  it('follows it by its address to another index', () => {
    const { world, adapter, handle } = poweredWorld();
    handle.faults.wedge('reset');
    const moved = {
      name: 'moved',
      apply: () => {
        handle.remove();
        world.simulator.addController();
        world.simulator.addController({ address: ADDRESS, kind: 'le' });
        return EMPTY;
      },
    };
    const said = new Said(recover(adapter, { steps: [restartDiscovery(), moved] }));
    world.pass(60_000);
    expect(short(said).at(-1)).toBe('Recovered moved');
    expect(stateOf(world, adapter)).toMatchObject({ index: 1, settings: { Powered: true } });
  });

  it('leaves out what takes answers where none come', () => {
    const { world, adapter, handle } = poweredWorld();
    new Said(adapter.state$);
    world.pass();
    handle.faults.silence('reset');
    const steps = [restartDiscovery(), powerCycle(), replug(world)];
    const said = new Said(recover(adapter, { steps }));
    world.pass(120_000);
    expect(short(said)).toEqual([
      'Skipped restartDiscovery: NoAnswer',
      'Skipped powerCycle: NoAnswer',
      'Trying replug',
      'Recovered replug',
    ]);
  });

  it('can do nothing about one that could never be read', () => {
    const { world, adapter, handle } = poweredWorld();
    handle.faults.silence('never');
    const said = new Said(recover(adapter));
    world.pass(60_000);
    expect(said.error).toMatchObject({ code: 'Absent' });
  });

  it('cures a controller that takes its discovery for paused for ever', () => {
    const { world, adapter, mgmt } = poweredWorld();
    world.do(mgmt.command$('StartDiscovery', 0, ['LEPublic', 'LERandom']));
    world.simulator.suspend();
    world.do(mgmt.command$('SetPowered', 0, false));
    world.simulator.resume();
    world.do(mgmt.command$('SetPowered', 0, true));
    const said = new Said(recover(adapter, { steps: [restartDiscovery(), powerCycle(), replug(world)] }));
    world.pass(60_000);
    expect(short(said)).toEqual([
      'Trying restartDiscovery',
      'Failed restartDiscovery',
      'Trying powerCycle',
      'Failed powerCycle',
      'Trying replug',
      'Recovered replug',
    ]);
    const [failed] = said.values.filter(({ report }) => report === 'Failed');
    expect(isStatusError(failed?.report === 'Failed' && failed.error, 'Busy')).toBe(true);
  });

  it('gives up with what was tried, left out, and why', () => {
    const { world, adapter, handle } = poweredWorld();
    handle.faults.wedge('never');
    const nothing = { name: 'nothing', refusal: () => 'There is nothing.', apply: () => EMPTY };
    const broken = { name: 'broken', apply: () => throwError(() => new Error('It is broken.')) };
    const said = new Said(recover(adapter, { steps: [restartDiscovery(), nothing, broken] }));
    world.pass(60_000);
    expect(isRecoveryError(said.error)).toBe(true);
    expect(said.error).toMatchObject({
      code: 'Exhausted',
      index: 0,
      address: ADDRESS,
      cause: { message: 'It is broken.' },
    });
    expect(String(said.error)).toMatch(
      /^RecoveryError: Controller 0 \(00:1A.*\) does not work after any step\..* restartDiscovery did not help: .*AuthenticationFailed.* nothing was left out: There is nothing\. broken did not help: It is broken\.$/s,
    );
    expect(short(said)).toContain('Skipped nothing: NotApplicable');
  });

  it('leaves alone what is not there', () => {
    const { world, adapter, handle } = poweredWorld();
    handle.remove();
    const said = new Said(recover(adapter));
    world.pass();
    expect(said.error).toMatchObject({ code: 'Absent', index: null, address: null });
  });

  it('says that it is at it already, and may begin anew afterwards', () => {
    const { world, adapter, handle } = poweredWorld();
    handle.faults.wedge('never');
    const first = new Said(recover(adapter));
    world.pass(100);
    const second = new Said(recover(adapter));
    world.pass(100);
    expect(second.error).toMatchObject({ code: 'InProgress' });
    world.pass(120_000);
    expect(first.error).toMatchObject({ code: 'Exhausted' });
    const third = new Said(recover(adapter));
    world.pass(120_000);
    expect(third.error).toMatchObject({ code: 'Exhausted' });
  });

  it('switches on what is off', () => {
    const { world, adapter, other } = poweredWorld();
    world.do(other.command$('SetPowered', 0, false));
    const said = new Said(recover(adapter));
    world.pass(10_000);
    expect(short(said)).toEqual([
      'Skipped restartDiscovery: NotApplicable',
      'Trying powerCycle',
      'Recovered powerCycle',
    ]);
  });

  it.each([
    ['in the middle', 1500],
    ['at once', 0],
    ['before the answer', 3],
    ['while it is switched on again', 2003],
  ])('switches it on again when it is left %s', (_when, time) => {
    const { world, adapter } = poweredWorld();
    const marker = diaryMarker();
    const said = new Said(recover(adapter, { steps: [powerCycle()], marker }));
    world.pass(time);
    expect(short(said)).toEqual(['Trying powerCycle']);
    said.subscription.unsubscribe();
    world.pass(10_000);
    expect(on(stateOf(world, adapter))).toContain('Powered');
    expect(marker.diary).toEqual([`set ${ADDRESS}`, `clear ${ADDRESS}`]);
  });

  it('switches it on again when it comes back late', () => {
    const { world, adapter, handle } = poweredWorld();
    const lost = { name: 'lost', apply: () => (handle.remove(), EMPTY) };
    const marker = diaryMarker();
    const said = new Said(recover(adapter, { steps: [lost], marker }));
    world.pass(20_000);
    world.simulator.addController({ address: ADDRESS, kind: 'le' });
    world.pass(30_000);
    expect(said.values.length).toBeGreaterThan(0);
    expect(on(stateOf(world, adapter))).toContain('Powered');
    expect(marker.diary.at(-1)).toBe(`clear ${ADDRESS}`);
  });

  it('begins with what was left off in a former life', () => {
    const { world, adapter, other } = poweredWorld();
    world.do(other.command$('SetPowered', 0, false));
    const said = new Said(recover(adapter, { marker: diaryMarker([ADDRESS]) }));
    world.pass();
    expect(short(said)).toEqual(['PowerRestored', 'Trying restartDiscovery', 'Recovered restartDiscovery']);
  });

  it('does not take a step that it could not remember', () => {
    const { world, adapter, handle } = poweredWorld();
    handle.faults.wedge('power-cycle');
    const full = () => {
      throw new Error('The disk is full.');
    };
    const marker = { ...diaryMarker(), set: full };
    const said = new Said(recover(adapter, { steps: [powerCycle()], marker }));
    world.pass(60_000);
    expect(said.values.at(-1)).toMatchObject({ report: 'Failed', error: { message: 'The disk is full.' } });
    expect(on(stateOf(world, adapter))).toContain('Powered');
  });

  it('takes so many steps in an hour, however often it is called', () => {
    const { world, adapter, handle, mgmt } = poweredWorld();
    handle.faults.wedge('never');
    const cycles: number[] = [];
    mgmt.event$('NewSettings', 0).subscribe(() => undefined);
    const steps = [{ name: 'count', apply: () => (cycles.push(world.time.now()), EMPTY) }];
    const options: RecoverOptions = { steps, perHour: 2 };
    for (let n = 0; n < 20; n++) {
      new Said(recover(adapter, options));
      world.pass(10 * 60_000);
    }
    for (const time of cycles)
      expect(cycles.filter((each) => each > time - HOUR && each <= time).length).toBeLessThan(3);
    expect(cycles.length).toBeGreaterThan(4);
    const said = new Said(recover(adapter, { steps, perHour: 0 }));
    world.pass(60_000);
    expect(short(said)).toEqual(['Skipped count: Limit']);
  });

  it('can do nothing without the privilege', () => {
    const { world } = poweredWorld();
    const said = new Said(recover(controller(world.program({ trusted: false }), ADDRESS)));
    world.pass(60_000);
    expect(isStatusError(said.error, 'PermissionDenied')).toBe(true);
  });

  it.each<[unknown, RegExp]>([
    [{ furtherSteps: powerCycle() }, /furtherSteps: .* is not an array/],
    [{ steps: ['powerCycle'] }, /steps\[0\]: 'powerCycle' is not a step, such as powerCycle\(\)/],
    [{ marker: '/run/marker' }, /marker: .* is not a marker, such as powerMarker/],
    [{ perHour: -1 }, /perHour/],
    [{ timeout: 0 }, /timeout/],
    [{ whileConnected: 'yes' }, /whileConnected: 'yes' is not true or false/],
    [{ step: [] }, /step: .* is not an option here, did you mean 'steps'/],
  ])('refuses %j at once', (options, message) => {
    const { adapter } = poweredWorld();
    expect(() => recover(adapter, options as RecoverOptions)).toThrow(message);
    expect(() => powerCycle({ duration: -1 })).toThrow(/duration/);
  });
});
