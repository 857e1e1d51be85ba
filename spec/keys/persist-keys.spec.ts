import { controller, isStatusError, memoryKeyStore, persistKeys } from 'rx-btmgmt';
import { ALL, EVENTS, HEADSET, KeyWorld, OTHER_VALUE, OWNER, PHONE, VALUE, kinds, pairedStore } from './key-world.js';
import { Said } from '../controllers/world.js';

const { link, central, p256, identity } = EVENTS;

describe('persistKeys', () => {
  it('does nothing until it is subscribed to', () => {
    const world = new KeyWorld();
    persistKeys(controller(world.mgmt, 0), world.store);
    world.pass();
    expect(world.loads).toEqual([]);
  });

  it('stores all that the kernel reports, and says so without the keys', () => {
    const world = new KeyWorld();
    const said = world.persist();
    world.pass();
    expect(kinds(said.values)).toEqual(['loaded']);
    world.report(...ALL);
    expect(said.values.slice(1)).toEqual([
      { change: 'stored', key: { kind: 'LinkKey', ...HEADSET, keyType: 'AuthenticatedP192' } },
      { change: 'stored', key: { kind: 'LongTermKey', ...PHONE, keyType: 'UnauthenticatedLegacy' } },
      { change: 'stored', key: { kind: 'LongTermKey', ...PHONE, keyType: 'UnauthenticatedLegacy' } },
      { change: 'stored', key: { kind: 'IdentityResolvingKey', ...PHONE, keyType: undefined } },
      { change: 'stored', key: { kind: 'SignatureResolvingKey', ...PHONE, keyType: 'RemoteUnauthenticated' } },
      { change: 'stored', key: { kind: 'ConnectionParameters', ...PHONE, keyType: undefined } },
    ]);
    expect(world.stored).toHaveLength(ALL.length);
    expect(world.stored[1]).toMatchObject({ kind: 'LongTermKey', central: 1, randomNumber: 2n ** 63n });
  });

  it('loads what is stored, whether the controller is on or off', () => {
    const world = new KeyWorld(pairedStore());
    const said = world.persist();
    world.pass();
    expect(world.loads.map(({ command, keys }) => [command, keys.length])).toEqual([
      ['LoadLinkKeys', 1],
      ['LoadLongTermKeys', 2],
      ['LoadIdentityResolvingKeys', 1],
      ['LoadConnectionParameters', 1],
    ]);
    expect(world.loads[1]?.keys[0]).toMatchObject({ ...PHONE, central: 1, value: VALUE, randomNumber: `${2n ** 63n}` });
    expect(said.values).toEqual([
      {
        change: 'loaded',
        index: 0,
        address: OWNER,
        counts: { LinkKey: 1, LongTermKey: 2, IdentityResolvingKey: 1, ConnectionParameters: 1 },
      },
    ]);
  });

  it('empties lists of which nothing is stored, so that devices are asked for their identity', () => {
    const world = new KeyWorld();
    world.persist();
    world.pass();
    expect(world.loaded).toEqual({ LoadLinkKeys: 0, LoadLongTermKeys: 0, LoadIdentityResolvingKeys: 0 });
  });

  it('loads again after hot-plug, wherever the controller is then', () => {
    const world = new KeyWorld(pairedStore());
    const said = new Said(persistKeys(controller(world.mgmt, OWNER), world.store));
    world.pass();
    world.simulator.controllers[0]?.remove();
    world.pass();
    world.simulator.addController({ address: '00:AA:01:00:00:77' });
    world.simulator.addController({ address: OWNER });
    world.loads.length = 0;
    world.pass();
    expect(world.loaded).toMatchObject({ LoadLongTermKeys: 2 });
    expect(said.last).toMatchObject({ change: 'loaded', index: 1, address: OWNER });
  });

  it('keeps the keys of another controller in the same place apart', () => {
    const world = new KeyWorld(pairedStore());
    world.persist();
    world.pass();
    world.simulator.controllers[0]?.remove();
    world.simulator.addController({ address: '00:AA:01:00:00:77' });
    world.pass();
    expect(world.loaded).toMatchObject({ LoadLongTermKeys: 0 });
  });

  it('does not load again after a power cycle: the kernel keeps the keys', () => {
    const world = new KeyWorld(pairedStore());
    world.persist();
    world.pass();
    const { length } = world.loads;
    for (const on of [true, false, true]) world.do(world.other.command$('SetPowered', 0, on));
    expect(world.loads).toHaveLength(length);
  });

  it('leaves the setting of debug keys as it is', () => {
    const world = new KeyWorld();
    world.do(world.other.command$('SetDebugKeys', 0, 'Keep'));
    const settings = new Said(world.other.event$('NewSettings'));
    world.persist();
    world.pass();
    expect(settings.values).toEqual([]);
  });

  it.each([
    ['without a store hint', { ...central, storeHint: false }, 'store hint'],
    ['made by a debug key', { ...link, keyType: 'DebugCombination' }, 'debug key'],
    ['made by a debug key over LE', { ...p256, keyType: 'DebugP256' }, 'debug key'],
  ] as const)('does not store a key %s', (_, event, reason) => {
    const world = new KeyWorld();
    const said = world.persist();
    world.pass();
    world.report(event);
    expect(said.last).toMatchObject({ change: 'ignored', reason: expect.stringContaining(reason) });
    expect(world.stored).toEqual([]);
  });

  it('does not write what is stored already', () => {
    const world = new KeyWorld(pairedStore());
    const said = world.persist();
    world.pass();
    world.report(...ALL);
    expect(kinds(said.values)).toEqual(['loaded']);
  });

  it('replaces keys of earlier pairings as the kernel does', () => {
    const world = new KeyWorld(pairedStore());
    const said = world.persist();
    world.pass();
    world.report({ ...identity, value: OTHER_VALUE }, p256);
    expect(kinds(said.values.slice(1))).toEqual([
      'stored IdentityResolvingKey',
      'stored LongTermKey',
      'removed LongTermKey',
      'removed LongTermKey',
    ]);
    world.report(central);
    expect(kinds(said.values.slice(-2))).toEqual(['stored LongTermKey', 'removed LongTermKey']);
    expect(world.stored.filter(({ kind }) => kind === 'LongTermKey')).toHaveLength(1);
  });

  it('forgets a device that another program or this one unpairs, for that transport', () => {
    const world = new KeyWorld(pairedStore());
    const said = world.persist();
    world.do(world.other.command$('SetLowEnergy', 0, true));
    world.do(world.other.command$('SetPowered', 0, true));
    world.do(world.other.command$('UnpairDevice', 0, PHONE.address, 'LEPublic', false));
    expect(kinds(said.values.slice(1))).toEqual([
      'removed LongTermKey',
      'removed LongTermKey',
      'removed IdentityResolvingKey',
      'removed SignatureResolvingKey',
      'removed ConnectionParameters',
    ]);
    expect(world.stored).toMatchObject([{ kind: 'LinkKey' }]);
    world.do(world.mgmt.command$('UnpairDevice', 0, HEADSET.address, 'BREDR', false));
    expect(said.last).toMatchObject({ change: 'removed', key: { kind: 'LinkKey' } });
    expect(world.stored).toEqual([]);
  });

  it('remembers the keys of a pairing, and the kernel knows the device when it is back', () => {
    const world = new KeyWorld(memoryKeyStore(), { devices: [{ address: PHONE.address, pairing: {} }] });
    const said = world.persist();
    const { mgmt, other } = world;
    const pairOnce = () => {
      world.do(other.command$('SetLowEnergy', 0, true));
      world.do(other.command$('SetBondable', 0, true));
      world.do(other.command$('SetPowered', 0, true));
      return new Said(other.command$('PairDevice', 0, PHONE.address, 'LEPublic', 'NoInputNoOutput'));
    };
    mgmt.event$('UserConfirmationRequest').subscribe(({ address, addressType }) => {
      mgmt.command$('UserConfirmationReply', 0, address, addressType).subscribe();
    });
    expect(pairOnce().error).toBeUndefined();
    world.pass(10_000);
    expect(kinds(said.values)).toContain('stored LongTermKey');
    world.simulator.controllers[0]?.remove();
    world.simulator.addController({ address: OWNER });
    world.pass();
    const again = pairOnce();
    world.pass();
    expect(isStatusError(again.error, 'AlreadyPaired')).toBe(true);
  });
});
