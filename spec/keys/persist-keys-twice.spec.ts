import type { KeyChange, KeyStore } from 'rx-btmgmt';
import { controller, isKeyStoreError, memoryKeyStore, persistKeys } from 'rx-btmgmt';
import { share, throwError } from 'rxjs';
import { EVENTS, KeyWorld, OWNER, kinds, pairedStore } from './key-world.js';
import { Said } from '../controllers/world.js';

const SECOND = '00:AA:01:01:00:01';

describe('persistKeys, twice on one controller', () => {
  const refused = ({ error }: Said<KeyChange>): string | undefined =>
    isKeyStoreError(error) && error.code === 'InUse' ? error.message : undefined;

  /** Notes whether it was used. */
  function watched(store: KeyStore): { readonly store: KeyStore; readonly uses: string[] } {
    const uses: string[] = [];
    const use = <T>(what: string, result: T): T => {
      uses.push(what);
      return result;
    };
    const { read$, write$, remove$ } = store;
    return {
      uses,
      store: {
        read$: (owner) => use('read', read$(owner)),
        write$: (owner, key) => use('write', write$(owner, key)),
        remove$: (owner, key) => use('remove', remove$(owner, key)),
      },
    };
  }

  it.each([
    ['another store', 0],
    ['another store, by its address', OWNER],
    ['the same store', 0],
  ])('refuses the second, with %s, before it does anything', (what, which) => {
    const world = new KeyWorld(pairedStore());
    const first = world.persist();
    world.pass();
    const loads = world.loads.length;
    const second = watched(what === 'the same store' ? world.store : memoryKeyStore());
    const said = new Said(persistKeys(controller(world.mgmt, which), second.store));
    world.pass();
    expect(refused(said)).toMatch(/persistKeys on controller 0.*forget.*Nothing was loaded.*share\(\)/);
    expect([said.values, second.uses, world.loads.length]).toEqual([[], [], loads]);
    world.report({ ...EVENTS.central, address: '00:11:22:33:44:77' });
    expect(kinds(first.values)).toEqual(['loaded', 'stored LongTermKey']);
  });

  it('refuses the second when the controller that both wait for is plugged in', () => {
    const world = new KeyWorld(memoryKeyStore(), { controllers: [] });
    const [first, second] = [world.persist(), world.persist()];
    world.pass();
    expect(second.error).toBeUndefined();
    world.simulator.addController({ address: OWNER });
    world.pass();
    expect([kinds(first.values), first.error]).toEqual([['loaded'], undefined]);
    expect(refused(second)).toBeDefined();
  });

  it('lets the second when the first has ended, or failed, also from within its error', () => {
    const world = new KeyWorld();
    const first = world.persist();
    world.pass();
    first.subscription.unsubscribe();
    const broken: KeyStore = { ...world.store, write$: () => throwError(() => new Error('disk on fire')) };
    let last: Said<KeyChange> | undefined;
    persistKeys(controller(world.mgmt, 0), broken).subscribe({ error: () => (last = world.persist()) });
    world.pass();
    expect(last).toBeUndefined();
    world.report(EVENTS.central);
    world.pass();
    expect([last?.error, kinds(last?.values ?? [])]).toEqual([undefined, ['loaded']]);
    world.simulator.controllers[0]?.remove();
    world.simulator.addController({ address: OWNER });
    world.pass();
    expect([last?.error, kinds(last?.values ?? [])]).toEqual([undefined, ['loaded', 'loaded']]);
  });

  it('lets one store serve two controllers, and two watch one', () => {
    const world = new KeyWorld(pairedStore(), { controllers: [{ address: OWNER }, { address: SECOND }] });
    const kept$ = persistKeys(controller(world.mgmt, 0), world.store).pipe(share());
    const said = [new Said(kept$), new Said(kept$), new Said(persistKeys(controller(world.mgmt, 1), world.store))];
    world.pass();
    expect(said.map(({ error, values }) => [error, kinds(values)])).toEqual(said.map(() => [undefined, ['loaded']]));
  });
});
