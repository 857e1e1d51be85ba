import type { Controller, Peer } from 'rx-btmgmt';
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

  it('ends events of a controller that is not there', () => {
    const world = new World({ controllers: [] });
    const mgmt = world.program();
    const said = record(controller(mgmt, 0).event$('DeviceFound'));
    world.pass();
    mgmt.close();
    expect(said.completed).toBe(true);
  });
});
