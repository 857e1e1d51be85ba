import { controller, isStatusError, whilePowered, whilePresent } from 'rx-btmgmt';
import { EMPTY, NEVER, Observable, catchError, ignoreElements, merge, of, repeat, throwError, timer } from 'rxjs';
import { Said, World } from './world.js';

const ADDRESS = '00:1A:7D:DA:71:13';

/** Work that says when it begins and ends. */
const work = (diary: string[]) => (state: { readonly index: number }) =>
  new Observable<never>(() => {
    diary.push(`begins at ${state.index}`);
    return () => diary.push(`ends at ${state.index}`);
  });

describe('whilePresent', () => {
  it('begins when it comes, ends when it goes, and begins anew', () => {
    const world = new World({ controllers: [] });
    const diary: string[] = [];
    const { subscription } = new Said(whilePresent(controller(world.program(), ADDRESS), work(diary)));
    world.pass();
    world.simulator.addController({ address: ADDRESS });
    world.pass();
    world.simulator.controllers[0]?.remove();
    world.simulator.addController();
    world.simulator.addController({ address: ADDRESS });
    world.pass();
    subscription.unsubscribe();
    expect(diary).toEqual(['begins at 0', 'ends at 0', 'begins at 1', 'ends at 1']);
  });

  it('begins anew for another controller in the same place', () => {
    const world = new World({ controllers: [{ publicAddressConfigurable: true }] });
    const mgmt = world.program();
    const said = new Said(whilePresent(controller(mgmt, 0), ({ address }) => merge(of(address), NEVER)));
    world.pass();
    world.do(mgmt.command$('SetPublicAddress', 0, ADDRESS));
    expect(said.values).toEqual(['00:AA:01:00:00:00', ADDRESS]);
  });

  it('goes on after the work has completed', () => {
    const world = new World();
    const said = new Said(whilePresent(controller(world.program(), 0), ({ index }) => of(index)));
    world.pass();
    world.simulator.controllers[0]?.reset();
    world.pass();
    expect(said.values).toEqual([0, 0]);
    expect(said.subscription.closed).toBe(false);
  });

  it('takes a command that fails because it was unplugged for a pause', () => {
    const world = new World({ controllers: [{ address: ADDRESS }] });
    const mgmt = world.program();
    world.simulator.faults.dropReplies({ command: 'SetPowered', times: 1 });
    const said = new Said(
      whilePresent(controller(mgmt, ADDRESS), ({ index }) => mgmt.command$('SetPowered', index, true)),
    );
    world.pass();
    world.simulator.controllers[0]?.remove();
    world.pass();
    world.simulator.addController({ address: ADDRESS });
    world.pass();
    expect(said.error).toBeUndefined();
    expect(said.values).toMatchObject([{ currentSettings: { Powered: true } }]);
  });

  it('fails as its work does', () => {
    const world = new World();
    const mgmt = world.program();
    const failure = new Error('of the application');
    const thrown = new Said(
      whilePresent(controller(mgmt, 0), () => {
        throw failure;
      }),
    );
    const failed = new Said(whilePresent(controller(mgmt, 0), () => throwError(() => failure)));
    // Of another controller: ours is still there, so it is no pause.
    const elsewhere = new Said(whilePresent(controller(mgmt, 0), () => mgmt.command$('SetPowered', 7, true)));
    world.pass();
    expect(thrown.error).toBe(failure);
    expect(failed.error).toBe(failure);
    expect(isStatusError(elsewhere.error, 'InvalidIndex')).toBe(true);
  });

  it('leaves nothing behind', () => {
    const world = new World();
    const mgmt = world.program();
    const isConnected = new Said(mgmt.connected$);
    const { subscription } = new Said(whilePresent(controller(mgmt, 0), () => EMPTY));
    world.pass();
    subscription.unsubscribe();
    world.pass();
    expect(isConnected.values).toEqual([false, true, false]);
  });
});

describe('whilePowered', () => {
  it('follows the power, whoever switches', () => {
    const world = new World();
    const mgmt = world.program();
    const diary: string[] = [];
    new Said(whilePowered(controller(mgmt, 0), work(diary)));
    world.pass();
    world.do(mgmt.command$('SetPowered', 0, true));
    world.do(world.program().command$('SetPowered', 0, false));
    world.do(world.program().command$('SetPowered', 0, true));
    world.simulator.controllers[0]?.remove();
    world.pass();
    expect(diary).toEqual(['begins at 0', 'ends at 0', 'begins at 0', 'ends at 0']);
  });

  it.each([
    ['switched off', (world: World) => world.do(world.program().command$('SetPowered', 0, false))],
    ['unplugged', (world: World) => world.simulator.controllers[0]?.remove()],
  ])('takes commands that fail because it was %s for a pause', (_, interrupt) => {
    const world = new World();
    const mgmt = world.program();
    world.do(mgmt.command$('SetLowEnergy', 0, true));
    world.do(mgmt.command$('SetPowered', 0, true));
    const busy = (index: number) =>
      merge(
        mgmt.command$('PairDevice', index, '00:00:00:00:00:0A', 'LEPublic', 'NoInputNoOutput'),
        mgmt.command$('StopDiscovery', index, ['BREDR']).pipe(
          catchError((error: unknown) => (isStatusError(error, 'Rejected') ? EMPTY : throwError(() => error))),
          repeat({ delay: () => timer(1, world.time) }),
        ),
      );
    const said = new Said(whilePowered(controller(mgmt, 0), ({ index }) => busy(index).pipe(ignoreElements())));
    world.pass(20);
    interrupt(world);
    world.pass();
    expect(said.error).toBeUndefined();
    expect(said.subscription.closed).toBe(false);
  });
});
