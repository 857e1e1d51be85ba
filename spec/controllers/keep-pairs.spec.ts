import type { DesiredState, KeepReport } from 'rx-btmgmt';
import { controller, keep } from 'rx-btmgmt';
import { STARTS, desiredPairs, differences } from './desired-pairs.js';
import { Said, World } from './world.js';

describe('The order in which a desired state is set', () => {
  const world = new World();
  const mgmt = world.program();
  const adapter = controller(mgmt, 0);
  const state = new Said(adapter.state$);
  world.pass();

  /** Sets it, on a controller in some state. Nothing may be refused on the way. */
  function reach(desired: DesiredState): readonly KeepReport[] {
    const said = new Said(keep(adapter, desired, { attempts: 1 }));
    world.pass(100);
    said.subscription.unsubscribe();
    if (said.error !== undefined) throw said.error as Error;
    return said.values;
  }

  const pairs = desiredPairs(adapter);

  it('has pairs to be tried with', () => {
    expect(pairs.length).toBeGreaterThan(300);
  });

  // Each pair from two of the states, which are three apart.
  it.each(STARTS.map((start, n) => [n, start] as const))(
    'is one that the kernel accepts, from state %i',
    (n, start) => {
      const wrong: unknown[] = [];
      for (const desired of pairs.filter((_, at) => at % (STARTS.length / 2) === n % (STARTS.length / 2))) {
        reach(start);
        expect(differences(state.last, start)).toEqual([]);
        const reports = reach(desired);
        const left = differences(state.last, desired);
        const isPlain = reports.every(({ report }) => ['Deviation', 'Changed', 'Kept'].includes(report));
        if (left.length > 0 || !isPlain) wrong.push({ desired, left, reports });
      }
      expect(wrong).toEqual([]);
    },
  );
});
