import type { ControllerState, Mgmt } from 'rx-btmgmt';
import { controllers } from 'rx-btmgmt';
import { Said, World } from './world.js';
import { Dice } from '../contract/harness/dice.js';
import { seeds } from '../support/seeds.js';

const WORLDS = seeds(300);
const STEPS = 14;
const DEVICE = '00:00:00:00:00:0A';

/** One step of a random world: a command of one of two programs, a fault, a controller that is plugged in or pulled out. */
function step(world: World, programs: readonly Mgmt[], roll: (sides: number) => number): void {
  const { simulator } = world;
  const mgmt = programs[roll(programs.length)]!;
  const index = roll(3);
  const flag = roll(2) === 1;
  const send = (command$: ReturnType<Mgmt['command$']>): void => void command$.subscribe({ error: () => undefined }); // that it is refused is part of the world
  const steps: readonly (() => unknown)[] = [
    () => send(mgmt.command$('SetPowered', index, flag)),
    () => send(mgmt.command$('SetLowEnergy', index, flag)),
    () => send(mgmt.command$('SetConnectable', index, flag)),
    () => send(mgmt.command$('SetBondable', index, flag)),
    () => send(mgmt.command$('SetLocalName', index, `name ${roll(4)}`, `n${roll(4)}`)),
    () => send(mgmt.command$('SetDeviceClass', index, roll(8), 4 * roll(8))),
    () => send(mgmt.command$('StartDiscovery', index, ['LEPublic', 'LERandom'])),
    () => send(mgmt.command$('StopDiscovery', index, ['LEPublic', 'LERandom'])),
    () => send(mgmt.command$('AddDevice', index, DEVICE, 'LEPublic', flag ? 'AutoConnect' : 'BackgroundScan')),
    () => send(mgmt.command$('Disconnect', index, DEVICE, 'LEPublic')),
    () => send(mgmt.command$('SetPublicAddress', index, `00:AA:01:00:00:0${roll(9)}`)),
    () => send(mgmt.command$('ReadExtendedControllerInformation', index)),
    () => send(mgmt.command$('ReadExtendedControllerIndexList', null)),
    () => simulator.controllers.length < 3 && simulator.addController(flag ? {} : { missing: ['PublicAddress'] }),
    () => simulator.controllers[index]?.remove(),
    () => simulator.controllers[index]?.reset(),
    () => simulator.faults.dropEvents({ times: 1 + roll(3) }),
    () => (flag ? simulator.suspend() : simulator.resume()),
  ];
  steps[roll(steps.length)]!();
}

/** What cannot be read afresh: it is told only when it changes. */
const readable = (states: readonly ControllerState[] | undefined): unknown =>
  states?.map((state) => ({ ...state, discovering: 'not told' }));

describe('The state of controllers in random worlds', () => {
  it(`equals what a fresh look reads, in each of ${WORLDS} worlds`, () => {
    for (let seed = 1; seed <= WORLDS; seed++) {
      const dice = new Dice(seed);
      const roll = (sides: number): number => dice.below(sides);
      const world = new World({
        seed,
        controllers: [{ publicAddressConfigurable: true }, {}],
        devices: [{ address: DEVICE }],
      });
      const programs = [world.program(), world.program()];
      const said = new Said(controllers(programs[0]!));
      const second = new Said(programs[1]!.events$); // keeps its socket open
      world.pass(10);
      for (const [command, value] of [
        ['SetLowEnergy', true],
        ['SetPowered', true],
      ] as const) {
        programs[seed % 2]!.command$(command, 0, value).subscribe();
        world.pass(10);
      }
      programs[1]!.command$('AddDevice', 0, DEVICE, 'LEPublic', 'AutoConnect').subscribe();
      world.pass(2000);
      for (let i = 0; i < STEPS; i++) {
        step(world, programs, roll);
        world.pass(roll(3) === 0 ? 2000 : roll(5));
      }
      world.simulator.resume();
      world.simulator.faults.clear();
      world.pass(15_000);
      const fresh = new Said(controllers(world.program()));
      world.pass(100);
      expect({ seed, states: readable(said.last) }).toEqual({ seed, states: readable(fresh.last) });
      expect(said.error).toBeUndefined();
      second.subscription.unsubscribe();
    }
  });
});
