import type { AdvertisementMonitor, Controller, Mgmt, Peer } from 'rx-btmgmt';
import {
  advertise,
  autoConnect,
  connections,
  controller,
  discover,
  isTransportError,
  keep,
  memoryKeyStore,
  pair,
  pairingRequests,
  persistKeys,
  powerCycle,
  recover,
  scan,
  watchdog,
  whilePowered,
  whilePresent,
} from 'rx-btmgmt';
import type { Observable } from 'rxjs';
import { NEVER } from 'rxjs';
import { World } from './world.js';
import { record } from '../support/recorder.js';

const PEER: Peer = { address: '00:00:00:00:00:09', addressType: 'LEPublic' };
const OTHER: Peer = { address: '00:00:00:00:00:08', addressType: 'LEPublic' };
const FLAGS: AdvertisementMonitor = { patterns: [{ adType: 'Flags', offset: 0, value: '06' }] };
const PAUSE = { whenOff: 'pause', whenAbsent: 'pause' } as const;

/** All that goes on for as long as it is subscribed to, or may. */
const LASTING: Readonly<Record<string, (adapter: Controller) => Observable<unknown>>> = {
  advertise: (adapter) => advertise(adapter, { name: 'A' }),
  'advertise content that never comes': (adapter) => advertise(adapter, NEVER),
  autoConnect: (adapter) => autoConnect(adapter, [PEER]),
  connections: (adapter) => connections(adapter),
  keep: (adapter) => keep(adapter, { Powered: true, Name: 'kept' }, { attempts: Infinity }),
  pair: (adapter) => pair(adapter, PEER, PAUSE),
  pairingRequests: (adapter) => pairingRequests(adapter),
  persistKeys: (adapter) => persistKeys(adapter, memoryKeyStore()),
  'persistKeys in a store that never answers': (adapter) =>
    persistKeys(adapter, { read$: () => NEVER, write$: () => NEVER, remove$: () => NEVER }),
  'scan, active': (adapter) => scan(adapter),
  'scan, passive': (adapter) => scan(adapter, { mode: 'passive' }),
  watchdog: (adapter) => watchdog(adapter, { silence: 90_000 }),
  whilePowered: (adapter) => whilePowered(adapter, ({ index }) => discover(adapter.mgmt, index, { continuous: true })),
  whilePresent: (adapter) => whilePresent(adapter, () => NEVER),
};

const SITUATIONS: Readonly<Record<string, (world: World, powered: (on: boolean) => void) => unknown>> = {
  on: (_, powered) => powered(true),
  off: (_, powered) => powered(false),
  blocked: (world) => world.simulator.controllers[0]?.faults.block(),
  absent: (world) => world.simulator.controllers[0]?.remove(),
};

/** What a program has left in the kernel, by what another one is told. */
function leftIn(world: World, other: Mgmt) {
  const { currentSettings } = world.do(other.command$('ReadControllerInformation', 0));
  const { instances } = world.do(other.command$('ReadAdvertisingFeatures', 0));
  const { handles } = world.do(other.command$('ReadAdvertisementMonitorFeatures', 0));
  const removed = [PEER, OTHER].flatMap(({ address, addressType }) => {
    const { values } = record(other.command$('RemoveDevice', 0, address, addressType));
    world.pass();
    return values;
  });
  const { Powered: powered, Bondable: bondable } = currentSettings;
  return { powered, bondable, instances, monitors: handles, devices: removed.length };
}

/** The one that was set last; the kernel tells nobody. */
function watchCapability({ simulator }: World): () => unknown {
  let last: unknown = 'NoInputNoOutput';
  simulator.intercept.command('SetIOCapability', ({ params }) => {
    last = params.ioCapability;
    return undefined;
  });
  return () => last;
}

describe('close()', () => {
  it.each(Object.keys(LASTING))('ends %s with an error at once, whatever it waits for', (name) => {
    for (const [situation, arrange] of Object.entries(SITUATIONS)) {
      const world = new World();
      const other = world.program();
      world.do(other.command$('SetLowEnergy', 0, true));
      arrange(world, (on) => world.do(other.command$('SetPowered', 0, on)));
      const mgmt = world.program();
      const said = record(LASTING[name]!(controller(mgmt, 0)));
      world.pass(7_000);
      mgmt.close();
      world.pass(0);
      expect([situation, said.errors.map((error) => isTransportError(error, 'CLOSED'))]).toEqual([situation, [true]]);
    }
  });

  it.each<[string, (adapter: Controller) => readonly Observable<unknown>[]]>([
    ['advertisements', (adapter) => ['A', 'B', 'C'].map((name) => advertise(adapter, { name }))],
    ['devices', (adapter) => [autoConnect(adapter, [PEER, OTHER])]],
    ['monitors', (adapter) => [scan(adapter, { mode: 'passive' }), scan(adapter, { mode: 'passive', monitor: FLAGS })]],
    [
      'what pairing needs',
      (adapter) => [pair(adapter, PEER), pairingRequests(adapter, { ioCapability: 'DisplayOnly' })],
    ],
    ['power', (adapter) => [recover(adapter, { steps: [powerCycle()] })]],
  ])('leaves nothing of %s in the kernel, whenever it comes', (_, begin) => {
    for (const wasLeft of [false, true]) {
      for (const time of [0, 3, 6, 11, 40, 1_500]) {
        const world = new World({ latency: 3, devices: [{ address: PEER.address, pairing: { answer: 'ignore' } }] });
        const other = world.program();
        const capability = watchCapability(world);
        world.do(other.command$('SetLowEnergy', 0, true));
        world.do(other.command$('SetPowered', 0, true));
        const mgmt = world.program();
        const said = begin(controller(mgmt, 0)).map(record);
        world.pass(time);
        if (wasLeft) for (const { subscription } of said) subscription.unsubscribe();
        mgmt.close();
        world.pass(20_000);
        expect({ wasLeft, time, left: { ...leftIn(world, other), capability: capability() } }).toEqual({
          wasLeft,
          time,
          left: {
            powered: true,
            bondable: false,
            instances: [],
            monitors: [],
            devices: 0,
            capability: 'NoInputNoOutput',
          },
        });
        expect(record(mgmt.connected$).values).toEqual([false]);
      }
    }
  });

  it('sends nothing else any more while that goes on', () => {
    const world = new World({ latency: 3 });
    const other = world.program();
    world.do(other.command$('SetLowEnergy', 0, true));
    world.do(other.command$('SetPowered', 0, true));
    const mgmt = world.program();
    record(advertise(controller(mgmt, 0), { name: 'A' }));
    world.pass();
    mgmt.close();
    const late = record(mgmt.command$('SetBondable', 0, true));
    const again = record(mgmt.events$);
    world.pass();
    expect([late, again].map(({ errors }) => errors.map((error) => isTransportError(error, 'CLOSED')))).toEqual([
      [true],
      [true],
    ]);
  });

  it('ends events of a controller that is not there', () => {
    const world = new World({ controllers: [] });
    const mgmt = world.program();
    const said = record(controller(mgmt, 0).event$('DeviceFound'));
    world.pass();
    mgmt.close();
    expect(said.completed).toBe(true);
  });
});
