import type { KeyChange, KeyStore } from 'rx-btmgmt';
import {
  controller,
  isKeyStoreError,
  isNeighbourError,
  isStatusError,
  isTimeoutError,
  memoryKeyStore,
  persistKeys,
} from 'rx-btmgmt';
import { NEVER, Observable, map, throwError } from 'rxjs';
import { EVENTS, HEADSET, KeyWorld, OTHER_VALUE, OWNER, PHONE, VALUE, kinds, pairedStore } from './key-world.js';
import { Said } from '../controllers/world.js';

const { central } = EVENTS;

const hex = (byte: number): string => byte.toString(16).padStart(2, '0').toUpperCase();
const bytesOf = (text: string): Uint8Array => Uint8Array.from(text.match(/../g) ?? [], (byte) => parseInt(byte, 16));

describe('persistKeys, with keys that do not fit', () => {
  const bad = [
    [{ kind: 'IdentityResolvingKey', address: '40:11:22:33:44:55', addressType: 'LERandom', value: VALUE }, 'identity'],
    [{ kind: 'LinkKey', ...PHONE, keyType: 'AuthenticatedP192', pinLength: 0, value: VALUE }, 'BREDR'],
    [
      { kind: 'LinkKey', ...PHONE, addressType: 'BREDR', keyType: 'DebugCombination', pinLength: 0, value: VALUE },
      'debug',
    ],
    [{ kind: 'LinkKey', ...HEADSET, keyType: 'AuthenticatedP192', pinLength: 0, value: '00' }, '16'],
    [{ kind: 'Password', ...HEADSET, value: VALUE }, 'no such kind'],
  ] as const;

  it('leaves out the ones that the kernel would refuse, says which, and loads all others', () => {
    const good = pairedStore();
    const store: KeyStore = {
      ...good,
      // As a store of another library may have it.
      read$: (owner) => good.read$(owner).pipe(map((keys) => [...bad.map(([key]) => key as never), ...keys])),
    };
    const world = new KeyWorld(store);
    const said = world.persist();
    world.pass();
    const ignored = said.values.flatMap((change) => (change.change === 'ignored' ? [change] : []));
    expect(ignored).toHaveLength(bad.length);
    for (const [key, reason] of bad) {
      const found = ignored.find((it) => it.key.kind === key.kind && it.reason.includes(reason));
      expect(found?.key).toMatchObject({ address: key.address });
    }
    expect(world.loaded).toMatchObject({ LoadLinkKeys: 1, LoadIdentityResolvingKeys: 1, LoadLongTermKeys: 2 });
    expect(JSON.stringify(said.values)).not.toMatch(/0001020304|"0":/);
  });

  it('loads blocked keys first, and no key that is blocked', () => {
    const store = pairedStore();
    const world = new KeyWorld(store);
    world.do(store.write$(OWNER, { kind: 'BlockedKey', keyType: 'LongTermKey', value: bytesOf(VALUE) }));
    const said = world.persist();
    world.pass();
    expect(world.loads[0]).toMatchObject({ command: 'LoadBlockedKeys', keys: [{ keyType: 'LongTermKey' }] });
    expect(world.loaded).toMatchObject({ LoadLongTermKeys: 0, LoadLinkKeys: 1 });
    expect(kinds(said.values)).toEqual(['ignored LongTermKey', 'ignored LongTermKey', 'loaded']);
  });

  it('says which keys a controller has no use for', () => {
    const world = new KeyWorld(pairedStore(), { controllers: [{ kind: 'le', address: OWNER }] });
    const said = world.persist();
    world.pass();
    expect(said.values[0]).toMatchObject({
      change: 'ignored',
      key: { kind: 'LinkKey' },
      reason: expect.stringContaining('BR/EDR'),
    });
    expect(world.loaded).toMatchObject({ LoadLongTermKeys: 2 });
    expect(world.loaded).not.toHaveProperty('LoadLinkKeys');
  });

  it.each([
    [1820, undefined],
    [1821, 'TooMany'],
  ])('loads %i long-term keys: a frame has room for 1820', (count, code) => {
    const store = pairedStore();
    const many: KeyStore = {
      ...store,
      read$: (owner) =>
        store.read$(owner).pipe(
          map((keys) => {
            const key = keys.find(({ kind }) => kind === 'LongTermKey')!;
            return Array.from({ length: count }, (_, n) => ({
              ...key,
              address: `00:11:22:33:${hex(n >> 8)}:${hex(n & 0xff)}`,
            }));
          }),
        ),
    };
    const world = new KeyWorld(many);
    const said = world.persist();
    world.pass();
    if (code === undefined) expect(world.loaded).toMatchObject({ LoadLongTermKeys: count });
    else expect(world.loads).toEqual([]);
    expect(isKeyStoreError(said.error) ? said.error.code : said.error).toBe(code);
    if (isKeyStoreError(said.error)) expect(said.error.message).toMatch(/1821 keys.*at most 1820/);
  });
});

describe('persistKeys that can not', () => {
  it('refuses while bluetoothd runs, unless it is allowed', () => {
    const world = new KeyWorld();
    world.simulator.startBluetoothd();
    const refused = world.persist();
    world.pass();
    const allowed = world.persist({ owning: 'allow' });
    world.pass();
    expect(isNeighbourError(refused.error)).toBe(true);
    expect(allowed.error).toBeUndefined();
    expect(kinds(allowed.values)).toEqual(['loaded']);
  });

  it('waits for a controller that is absent, or fails if it is asked to', () => {
    const world = new KeyWorld(memoryKeyStore(), { controllers: [] });
    const [waits, fails] = [world.persist(), world.persist({ whenAbsent: 'error' })];
    world.pass();
    expect(waits.error).toBeUndefined();
    expect(isStatusError(fails.error, 'InvalidIndex')).toBe(true);
    world.simulator.addController({ address: OWNER });
    world.pass();
    expect(kinds(waits.values)).toEqual(['loaded']);
  });

  it.each([true, false])('fails at once for a program that may not, with a controller: %s', (isThere) => {
    const world = new KeyWorld(memoryKeyStore(), isThere ? {} : { controllers: [] });
    const mgmt = world.program({ trusted: false });
    const said = new Said(persistKeys(controller(mgmt, 0), world.store));
    world.pass();
    expect(isStatusError(said.error, 'PermissionDenied')).toBe(true);
  });

  it.each(['read$', 'write$', 'remove$'] as const)('says what is wrong with a store whose %s gives nothing', (name) => {
    const world = new KeyWorld({ ...pairedStore(), [name]: () => undefined });
    const said = world.persist();
    world.pass();
    world.report({ ...central, value: OTHER_VALUE }, { event: 'DeviceUnpaired', index: 0, ...PHONE });
    world.pass();
    expect(said.error).toBeInstanceOf(TypeError);
    expect(String(said.error)).toMatch(/You provided 'undefined' where a stream was expected/);
  });

  it.each(['read$', 'write$', 'remove$'] as const)('fails with the error of the store in %s', (name) => {
    const why = new Error('disk on fire');
    const store = { ...pairedStore(), [name]: () => throwError(() => why) };
    const world = new KeyWorld(store);
    const said = world.persist();
    world.pass();
    world.report({ ...central, value: OTHER_VALUE }, { event: 'DeviceUnpaired', index: 0, ...PHONE });
    expect(said.error).toBe(why);
  });

  it('loads from a store that is read-only, and says what is not stored', () => {
    const store: KeyStore = { ...pairedStore(), readOnly: true, write$: () => NEVER };
    const world = new KeyWorld(store);
    const said = world.persist();
    world.pass();
    world.report({ ...central, address: '00:11:22:33:44:77' });
    expect(said.last).toMatchObject({ change: 'ignored', reason: expect.stringContaining('read-only') });
  });

  it('waits for a store that never answers, and lets go of it', () => {
    const world = new KeyWorld();
    let readers = 0;
    const store: KeyStore = {
      ...world.store,
      read$: () =>
        new Observable(() => {
          readers += 1;
        }),
    };
    const said = new Said<KeyChange>(persistKeys(controller(world.mgmt, 0), store));
    world.pass(100_000);
    expect([said.values, readers]).toEqual([[], 1]);
    said.subscription.unsubscribe();
    expect(world.loads).toEqual([]);
    const next = world.persist();
    world.pass();
    expect(kinds(next.values)).toEqual(['loaded']);
  });

  it.each([1, 2])('loads a list again whose answer was lost %d times, and all that comes after it', (times) => {
    const world = new KeyWorld(pairedStore());
    world.simulator.faults.dropReplies({ command: 'LoadLongTermKeys', times });
    const said = world.persist();
    world.pass(times * 11_000 + 1_000);
    expect([kinds(said.values), said.error]).toEqual([['loaded'], undefined]);
    expect(world.loads.filter(({ command }) => command === 'LoadLongTermKeys')).toHaveLength(times + 1);
    expect(world.loaded).toMatchObject({
      LoadLongTermKeys: 2,
      LoadIdentityResolvingKeys: 1,
      LoadConnectionParameters: 1,
    });
    world.report({ ...central, address: '00:11:22:33:44:77' });
    expect(kinds(said.values)).toEqual(['loaded', 'stored LongTermKey']);
  });

  it('loads what was paired meanwhile again, too', () => {
    const world = new KeyWorld(pairedStore());
    world.simulator.faults.dropReplies({ command: 'LoadLongTermKeys', times: 1 });
    const said = world.persist();
    world.pass(5_000);
    world.report({ ...central, address: '00:11:22:33:44:77' });
    world.pass(10_000);
    expect(kinds(said.values)).toEqual(['stored LongTermKey', 'loaded']);
    expect(world.loaded).toMatchObject({ LoadLongTermKeys: 3 });
  });

  it('fails when a list is not answered three times, and says so', () => {
    const world = new KeyWorld(pairedStore());
    world.simulator.faults.dropReplies({ command: 'LoadIdentityResolvingKeys' });
    const said = world.persist();
    world.pass(60_000);
    expect(isTimeoutError(said.error)).toBe(true);
    expect(said.error).toMatchObject({ command: 'LoadIdentityResolvingKeys', index: 0 });
    expect(String(said.error)).toMatch(/sent 3 times.*unknown.*Subscribe again/);
    expect(world.loads.filter(({ command }) => command === 'LoadIdentityResolvingKeys')).toHaveLength(3);
    expect(world.loaded).not.toHaveProperty('LoadConnectionParameters');
    world.simulator.faults.clear();
    const again = world.persist();
    world.pass();
    expect(kinds(again.values)).toEqual(['loaded']);
  });

  it('stops loading when nobody wants it any more', () => {
    const world = new KeyWorld(pairedStore());
    world.simulator.faults.dropReplies({ command: 'LoadLongTermKeys' });
    const { subscription } = world.persist();
    world.pass(10_500);
    subscription.unsubscribe();
    world.pass(60_000);
    expect(world.loads.filter(({ command }) => command === 'LoadLongTermKeys')).toHaveLength(1);
  });

  it.each([
    ['store', null, {}],
    ['store', memoryKeyStore, {}],
    ['whenAbsent', memoryKeyStore(), { whenAbsent: 'wait' }],
    ['owning', memoryKeyStore(), { owning: true }],
    ['owned', memoryKeyStore(), { owned: true }],
  ])('refuses a wrong %s before it does anything', (option, store, options) => {
    const world = new KeyWorld();
    const call = () => persistKeys(controller(world.mgmt, 0), store as never, options as never);
    expect(call).toThrow(expect.objectContaining({ name: 'OptionError', option }));
  });
});
