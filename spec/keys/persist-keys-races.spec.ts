import type { KeyStore } from 'rx-btmgmt';
import { controller, memoryKeyStore, persistKeys } from 'rx-btmgmt';
import { concat, delay, ignoreElements, map, timer } from 'rxjs';
import { ALL, EVENTS, KeyWorld, OWNER, kinds, pairedStore } from './key-world.js';
import { Said } from '../controllers/world.js';

const { link, central, peripheral } = EVENTS;

/** The store of a world, which takes its time to write. */
const slowStore = ({ store, time }: KeyWorld): KeyStore => ({
  ...store,
  write$: (owner, key) => timer(100, time).pipe(ignoreElements(), (wait$) => concat(wait$, store.write$(owner, key))),
});

describe('persistKeys, when much happens at once', () => {
  it('merges what is reported while it loads, and loads again', () => {
    const world = new KeyWorld(pairedStore());
    const other = { ...central, address: '00:11:22:33:44:77' };
    const isFirst = { value: true };
    world.simulator.intercept.command('LoadIdentityResolvingKeys', () => {
      if (isFirst.value) world.simulator.faults.inject(other);
      isFirst.value = false;
      return undefined;
    });
    const said = world.persist();
    world.pass();
    const lists = world.loads.filter(({ command }) => command === 'LoadLongTermKeys').map(({ keys }) => keys.length);
    expect(lists).toEqual([2, 3]);
    expect(kinds(said.values)).toEqual(['stored LongTermKey', 'loaded']);
    expect(world.stored).toHaveLength(ALL.length + 1);
  });

  it('merges what is reported while the store is being read', () => {
    const stored = pairedStore();
    const world = new KeyWorld();
    const slow: KeyStore = { ...stored, read$: (owner) => stored.read$(owner).pipe(delay(500, world.time)) };
    const said = new Said(persistKeys(controller(world.mgmt, 0), slow));
    world.pass(100);
    world.report({ ...central, address: '00:11:22:33:44:77' }, { ...link, address: '00:11:22:33:44:88' });
    world.pass();
    expect(world.loaded).toMatchObject({ LoadLongTermKeys: 3, LoadLinkKeys: 2 });
    expect(kinds(said.values)).toEqual(['stored LongTermKey', 'stored LinkKey', 'loaded']);
  });

  it('stores what is reported before the controller is known', () => {
    const world = new KeyWorld(memoryKeyStore(), { latency: 50 });
    world.persist();
    world.report(central);
    world.pass();
    expect(world.loaded).toMatchObject({ LoadLongTermKeys: 1 });
    expect(world.stored).toHaveLength(1);
  });

  it('stores what was reported, although the controller is unplugged or nobody listens any more', () => {
    for (const end of ['unplug', 'unsubscribe'] as const) {
      const world = new KeyWorld();
      const said = new Said(persistKeys(controller(world.mgmt, 0), slowStore(world)));
      world.pass();
      world.report(...ALL);
      if (end === 'unplug') world.simulator.controllers[0]?.remove();
      else said.subscription.unsubscribe();
      world.pass();
      expect(world.stored).toHaveLength(ALL.length);
      if (end === 'unplug') expect(said.values.filter(({ change }) => change === 'stored')).toHaveLength(ALL.length);
    }
  });

  it('loads what was reported to the one before it, although that is still being stored', () => {
    const world = new KeyWorld();
    const first = new Said(persistKeys(controller(world.mgmt, 0), slowStore(world)));
    world.pass();
    world.report(central, link);
    first.subscription.unsubscribe();
    const second = new Said(persistKeys(controller(world.mgmt, 0), slowStore(world)));
    world.pass();
    expect(kinds(second.values)).toEqual(['loaded']);
    expect(world.loaded).toMatchObject({ LoadLongTermKeys: 1, LoadLinkKeys: 1 });
  });

  it('reads the store only when what was reported before is stored', () => {
    const world = new KeyWorld();
    const { store } = world;
    const slow: KeyStore = {
      ...store,
      write$: (owner, key) => timer(500, world.time).pipe(map(() => store.write$(owner, key).subscribe())),
    };
    new Said(persistKeys(controller(world.mgmt, 0), slow));
    world.pass();
    world.report(central, peripheral);
    world.simulator.controllers[0]?.remove();
    world.simulator.addController({ address: OWNER });
    world.pass(3000);
    expect(world.loaded).toMatchObject({ LoadLongTermKeys: 2 });
  });

  it('says that reports were lost', () => {
    const world = new KeyWorld();
    const said = world.persist();
    world.pass();
    world.simulator.faults.dropEvents({ times: 1 });
    world.do(world.other.command$('SetPowered', 0, true));
    expect(said.values).toContainEqual({ change: 'missed', frames: 1 });
  });
});
