import { map, take } from 'rxjs';
import { discover, discoveryState } from '../../src/index.js';
import { marbles } from '../support/marbles.js';
import { record } from '../support/recorder.js';
import { commands, kernelSays } from './discovery-marbles.js';
import { DiscoveryWorld, LE } from './discovery-world.js';

describe('discoveryState', () => {
  it('opens nothing, and sends nothing', () => {
    marbles(({ kernel, expectObservable, expectCommands, expectSubscriptions }) => {
      const { mgmt, subscriptions } = kernel('-d', kernelSays);
      expectObservable(discoveryState(mgmt, 0).pipe(map(({ phase }) => phase)), '^---!').toBe('i', { i: 'idle' });
      expectCommands(mgmt).toBe('-', commands);
      expectSubscriptions(subscriptions).toBe([]);
    });
  });

  it('tells each phase', () => {
    marbles(({ kernel, expectObservable, subscribe }) => {
      const { mgmt } = kernel('---d----Te', kernelSays);
      const phases = { i: 'idle', s: 'starting', d: 'discovering', t: 'stopping' };
      const phase$ = discoveryState(mgmt, 0).pipe(map(({ phase }) => phase));
      expectObservable(phase$, '^----------!').toBe('i-sd--t--i', phases);
      subscribe(discover(mgmt, 0), '--^---!');
    });
  });

  it('says why it waits, and whom it listens to', () => {
    const world = new DiscoveryWorld({ devices: [{ advertising: { interval: 200 } }] });
    const states = record(discoveryState(world.mgmt, 0)).values;
    const last = (): unknown => states.at(-1);
    world.status(world.other.command$('StartDiscovery', 0, ['BREDR']));
    const run = world.discover({ continuous: true });
    world.pass(3_000);
    const problem = expect.objectContaining({ name: 'StatusError', code: 'Busy' }) as unknown;
    expect(last()).toEqual({ phase: 'waiting', problem });
    world.pass(30_000);
    expect(last()).toEqual({ phase: 'discovering', addressTypes: LE });
    run.subscription.unsubscribe();
    world.pass(100);
    expect(last()).toEqual({ phase: 'idle' });
    world.status(world.other.command$('StartDiscovery', 0, LE));
    const listening = world.discover();
    world.pass(1_000);
    expect(last()).toEqual({ phase: 'listening', addressTypes: LE });
    listening.subscription.unsubscribe();
    expect(last()).toEqual({ phase: 'idle' });
  });

  it('refuses what is no controller', () => {
    const world = new DiscoveryWorld();
    expect(() => discoveryState(world.mgmt, 65_535).pipe(take(1))).toThrow(/index: 65535 is not an integer/);
  });
});
