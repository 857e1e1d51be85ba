import { setTimeout as passed } from 'node:timers/promises';
import type { Mgmt } from 'rx-btmgmt';
import { Dice } from '../../contract/harness/dice.js';
import { seeds } from '../../support/seeds.js';
import { BridgedWorld } from './random-bridge/bridged-world.js';

const WORLDS = seeds(3);
const FIRST = Number(process.env['RX_BTMGMT_SEED'] ?? 1);
const STEPS = 40;
const MOST_CLIENTS = 4;
const LE = ['LEPublic', 'LERandom'] as const;
const ADVERTISEMENT = { flags: {}, duration: 0, timeout: 0, advData: new Uint8Array(0), scanRsp: new Uint8Array(0) };

/** One step: a client comes, goes, is cut off or slow; a command of a client, or of a program at the kernel; a controller comes or goes. */
function step(bridged: BridgedWorld, roll: (sides: number) => number): void {
  const { clients, direct, world } = bridged;
  const { simulator } = world;
  const index = roll(2);
  const flag = roll(2) === 1;
  const client = clients[roll(MOST_CLIENTS)]?.mgmt;
  if (client === undefined) return bridged.join();
  // That it is refused, or cut off, is part of the world.
  const send = (command$: ReturnType<Mgmt['command$']>): void => void command$.subscribe({ error: () => undefined });
  const instance = 1 + roll(3);
  const steps: readonly (() => unknown)[] = [
    () => clients.length < MOST_CLIENTS && bridged.join(),
    () => clients.length < MOST_CLIENTS && bridged.join(),
    () => bridged.leave(roll(MOST_CLIENTS)),
    () => bridged.cut(roll(MOST_CLIENTS)),
    () => bridged.slow(roll(MOST_CLIENTS)),
    () => bridged.slow(roll(MOST_CLIENTS)),
    () => bridged.quick(),
    () => send(client.command$('SetPowered', index, true)),
    () => send(client.command$('SetPowered', index, flag)),
    () => send(client.command$('SetLocalName', index, `name ${roll(4)}`, `n${roll(4)}`)),
    () => send(client.command$('StartDiscovery', index, LE)),
    () => send(client.command$('StopDiscovery', index, LE)),
    () => send(client.commandWith$('AddAdvertising', index, { instance, ...ADVERTISEMENT })),
    () => send(client.command$('RemoveAdvertising', index, flag ? instance : 0)),
    () =>
      send(
        client.command$('AddAdvertisementPatternsMonitor', index, [
          { type: 1 + roll(9), offset: 0, value: Uint8Array.of(roll(256)) },
        ] as never),
      ),
    () => send(client.command$('RemoveAdvertisementMonitor', index, 0)),
    () => send(client.command$('ReadExtendedControllerIndexList', null)),
    () => send(direct.command$('SetBondable', index, flag)),
    () => send(direct.command$('SetConnectable', index, flag)),
    () => send(direct.command$('SetPowered', index, true)),
    () => simulator.controllers.length < 2 && simulator.addController(),
    () => roll(3) === 0 && simulator.controllers[index]?.remove(),
    () => simulator.faults.dropEvents({ times: 1 + roll(3) }),
  ];
  steps[roll(steps.length)]?.();
}

describe('A bridge in random worlds', () => {
  it(`tells each client what its own socket was told, or how much of it is missing, and leaves nothing on, in each of ${WORLDS} worlds`, async () => {
    for (let seed = FIRST; seed < FIRST + WORLDS; seed++) {
      const dice = new Dice(seed);
      const roll = (sides: number): number => dice.below(sides);
      const bridged = await BridgedWorld.create(seed);
      try {
        for (let i = 0; i < 3; i++) bridged.join();
        for (let i = 0; i < STEPS; i++) {
          step(bridged, roll);
          if (roll(2) === 0) await passed(roll(12));
        }
        bridged.quick();
        bridged.world.simulator.faults.clear();
        expect({ seed, differences: await bridged.differences() }).toEqual({ seed, differences: [] });
        expect({ seed, untrue: await bridged.untrue() }).toEqual({ seed, untrue: [] });
        expect({ seed, left: await bridged.left() }).toEqual({ seed, left: [] });
      } finally {
        await bridged.end();
      }
    }
  }, 600_000);
});
