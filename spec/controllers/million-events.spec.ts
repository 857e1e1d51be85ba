import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { Controller, ControllerState, Transport } from 'rx-btmgmt';
import { controller, controllers, discover, keep, Mgmt, whilePowered } from 'rx-btmgmt';
import { Said, World } from './world.js';

/** A million in `npm run test:nightly`. */
const EVENTS = Number(process.env.RX_BTMGMT_EVENTS ?? 300_000);
const EVENTS_A_ROUND = 50_000;
const ROUNDS = EVENTS / EVENTS_A_ROUND;
const ADDRESSES = ['00:AA:01:00:00:01', '00:AA:01:00:00:02', '00:AA:01:00:00:03'];

setFlagsFromString('--expose_gc');
const collectGarbage = runInNewContext('gc') as () => void;

function heapUsed(): number {
  collectGarbage();
  return process.memoryUsage().heapUsed;
}

/** The last value only: a million of them are not kept. */
class Last<T> extends Said<T> {
  override readonly values: T[] = [];

  override get last(): T | undefined {
    const value = super.last;
    this.values.length = 0;
    if (value !== undefined) this.values.push(value);
    return value;
  }
}

const newWorld = (): World =>
  new World({
    seed: 10,
    controllers: ADDRESSES.map((address) => ({ address })),
    devices: Array.from({ length: 120 }, (_, i) => ({
      advertising: { interval: 100 },
      privateAddress: { period: 60_000 },
      rssi: (time: number) => -40 - ((time / 100 + i) % 50),
    })),
  });

/** One adapter goes, and is back a second later, with the index that is free then; what is told meanwhile may be lost. */
function disturb(world: World, victim: Transport, mgmt: Mgmt, round: number): void {
  const { simulator } = world;
  const gone = simulator.controllers[round % simulator.controllers.length]!;
  const address = ADDRESSES.find((each) => stateOf(world, each)?.index === gone.index)!;
  const { faults } = simulator;
  const fault = [
    () =>
      faults.dropEvents({
        transport: victim,
        event: ['IndexRemoved', 'IndexAdded', 'LocalNameChanged', 'NewSettings'],
      }),
    // The receive buffer is soon full of advertisements, and all that is told after that is lost.
    () => faults.stopReading({ transport: victim }),
    () => undefined,
  ][round % 3]!();
  world.pass(2000);
  gone.remove();
  world.pass(1000);
  simulator.addController({ address });
  world.pass(100);
  mgmt.command$('SetLocalName', (round + 1) % ADDRESSES.length, `round ${round}`, '').subscribe();
  world.pass(2000);
  fault?.end();
}

/** What a program that has just come reads. */
function stateOf(world: World, address: string): ControllerState | undefined {
  const said = new Said(controller(world.program(), address).state$);
  world.pass(50);
  said.subscription.unsubscribe();
  return said.last;
}

const readable = (state: ControllerState | undefined): unknown => state && { ...state, discovering: 'not told' };

describe('Very many events, with unplugging and losses', () => {
  it('leave no value stale, and nothing behind', () => {
    const world = newWorld();
    const victim = world.simulator.transport({ receiveBuffer: 1_000_000 });
    const mgmt = new Mgmt(victim, { scheduler: world.time });
    const other = world.program();
    const adapters: readonly Controller[] = ADDRESSES.map((address) => controller(mgmt, address));
    let events = 0;
    const work = adapters.flatMap((adapter) => [
      keep(adapter, { Powered: true, LowEnergy: true }, { attempts: Infinity }).subscribe(),
      whilePowered(adapter, ({ index }) => discover(mgmt, index, { continuous: true })).subscribe(() => events++),
    ]);
    const list = new Last(controllers(mgmt));
    const each = adapters.map(({ state$ }) => new Last(state$));
    let lost = 0;
    work.push(mgmt.drops$.subscribe(({ dropped }) => (lost += dropped)));
    // Another program loses nothing, and so knows what the kernel says last.
    const discovering = new Map<number, boolean | number>();
    work.push(other.event$('Discovering').subscribe(({ index, discovering: now }) => discovering.set(index, now)));
    world.pass(5000);
    let heap = Infinity;
    for (let round = 0; round < ROUNDS; round++) {
      disturb(world, victim, other, round);
      while (events < EVENTS_A_ROUND * (round + 1)) world.pass(1000);
      // A discovery ends, and begins again, within this time: until then nobody can know of it after a loss.
      world.pass(15_000);
      const fresh = ADDRESSES.map((address) => stateOf(world, address));
      expect({ round, states: each.map(({ last }) => readable(last)) }).toEqual({ round, states: fresh.map(readable) });
      expect(list.last?.map(({ address }) => address).sort()).toEqual(ADDRESSES);
      expect(list.last).toEqual(expect.arrayContaining(each.map(({ last }) => last)));
      expect(each.map(({ last }) => last?.discovering)).toEqual(fresh.map((state) => discovering.get(state!.index)));
      if (round === 3) heap = heapUsed();
    }
    expect(lost).toBeGreaterThan(0);
    expect(heapUsed()).toBeLessThan(1.1 * heap);
    for (const subscription of [...work, list.subscription, ...each.map((said) => said.subscription)])
      subscription.unsubscribe();
    world.pass(15_000);
    const afterwards = new Said(other.events$);
    world.pass(60_000);
    expect(afterwards.values).toEqual([]);
  });
});
