import type { AddressType } from 'rx-btmgmt';
import { discover, discoveryState } from 'rx-btmgmt';
import { ALL, CLASSIC, DiscoveryWorld, LE } from './discovery-world.js';

/** How long a discovery of the kernel takes, with LE and BR/EDR one after the other, in milliseconds. */
const LENGTH = 10_240;
const NAMES = { LE: LE, 'BR/EDR': CLASSIC, all: ALL } as const satisfies Record<string, readonly AddressType[]>;
type Name = keyof typeof NAMES;

/** Programs that go on and on: which of them had a discovery of its own, one after the other, by their places. */
function turnsOf(
  names: readonly Name[],
  discoveries: number,
): { readonly turns: number[]; readonly world: DiscoveryWorld } {
  const world = new DiscoveryWorld();
  const turns: number[] = [];
  for (const [i, name] of names.entries()) {
    const mgmt = world.client();
    discoveryState(mgmt, 0).subscribe(({ phase }) => {
      if (phase === 'discovering') turns.push(i);
    });
    discover(mgmt, 0, { addressTypes: NAMES[name], continuous: true }).subscribe();
  }
  world.pass(discoveries * (LENGTH + 100));
  return { turns, world };
}

describe('Programs that look for different kinds of devices, on and on', () => {
  it.each<[Name, Name, Name]>([
    ['LE', 'BR/EDR', 'all'],
    ['LE', 'all', 'BR/EDR'],
    ['BR/EDR', 'LE', 'all'],
    ['BR/EDR', 'all', 'LE'],
    ['all', 'LE', 'BR/EDR'],
    ['all', 'BR/EDR', 'LE'],
  ])('each have their turn: %s, %s, %s', (...names) => {
    const { turns } = turnsOf(names, 12);
    expect(turns.length).toBeGreaterThanOrEqual(9);
    for (const [at, program] of turns.entries()) if (at >= 3) expect(program).toBe(turns[at - 3]);
    expect(new Set(turns).size).toBe(3);
  });

  it('each have their turn if they are five', () => {
    const { turns } = turnsOf(['LE', 'BR/EDR', 'all', 'LE', 'BR/EDR'], 24);
    for (let from = 5; from + 6 <= turns.length; from++) {
      expect(new Set(turns.slice(from, from + 6)).size).toBe(5);
    }
  });

  it('let one be first that waits for an end', () => {
    const { world } = turnsOf(['LE', 'BR/EDR'], 3);
    const run = world.discover({ addressTypes: ALL }, world.client());
    world.pass(4 * LENGTH);
    expect(run.end).toBe('complete');
    expect(run.duration).toBeLessThan(3 * LENGTH + 1_000);
  });
});
