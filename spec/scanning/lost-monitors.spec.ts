import { BTHOME, PassiveWorld } from './passive-world.js';

describe('a passive scan whose monitor was added without an answer', () => {
  const lost = (world: PassiveWorld, times = 1): unknown =>
    world.simulator.faults.dropReplies({ command: 'AddAdvertisementPatternsMonitor', times });

  it.each([1, 2])('removes it, and leaves none behind, %d times', (times) => {
    const world = new PassiveWorld();
    lost(world, times);
    const said = world.scan();
    world.pass(times * 20_000);
    expect(world.monitors).toEqual([1]);
    said.subscription.unsubscribe();
    expect(world.monitors).toEqual([]);
  });

  it('also after all have left meanwhile', () => {
    const world = new PassiveWorld();
    lost(world);
    const { subscription } = world.scan();
    world.pass();
    subscription.unsubscribe();
    expect(world.monitors).toEqual([1]);
    world.pass(20_000);
    expect(world.monitors).toEqual([]);
  });

  it('removes none of another program, whenever that added it', () => {
    const world = new PassiveWorld();
    const { patterns } = BTHOME;
    const add = (): void => void world.do(world.other.command$('AddAdvertisementPatternsMonitor', 0, patterns), 500);
    add();
    lost(world);
    const said = world.scan();
    world.pass(500);
    // Numbers are used again.
    world.do(world.other.command$('RemoveAdvertisementMonitor', 0, 1), 500);
    add();
    add();
    expect(world.monitors).toEqual([1, 2, 3]);
    world.pass(6_000);
    expect(world.monitors).toEqual([1, 3]);
    world.pass(10_000);
    expect(world.monitors).toEqual([1, 2, 3]);
    said.subscription.unsubscribe();
    expect(world.monitors).toEqual([1, 3]);
  });

  it('leaves what may be of another program', () => {
    const world = new PassiveWorld();
    lost(world, 2);
    world.scan();
    world.pass(16_000);
    expect(world.monitors).toEqual([1]);
    // It is told of all by now, also of its own.
    world.do(world.other.command$('AddAdvertisementPatternsMonitor', 0, BTHOME.patterns), 500);
    world.pass(10_000);
    expect(world.monitors).toEqual([1, 2]);
  });

  it.each([1, 0])('knows it by its number, although another program has just removed %d', (handle) => {
    const world = new PassiveWorld();
    world.do(world.other.command$('AddAdvertisementPatternsMonitor', 0, BTHOME.patterns));
    const remove = (): undefined => {
      world.other.command$('RemoveAdvertisementMonitor', 0, handle).subscribe();
    };
    world.simulator.intercept.command('AddAdvertisementPatternsMonitor', remove, { times: 1 });
    lost(world);
    const said = world.scan();
    world.pass(1_000);
    expect(world.monitors).toEqual([1]);
    said.subscription.unsubscribe();
    world.pass(20_000);
    expect(world.monitors).toEqual([]);
  });

  it('knows it by its number, although its own program has just removed another one of that', () => {
    const world = new PassiveWorld();
    const mine = world.scan({ monitor: BTHOME });
    world.pass();
    lost(world);
    const said = world.scan();
    mine.subscription.unsubscribe();
    world.pass(1_000);
    expect(world.monitors).toEqual([1]);
    said.subscription.unsubscribe();
    world.pass(20_000);
    expect(world.monitors).toEqual([]);
  });

  it('removes none if it has added none', () => {
    const world = new PassiveWorld();
    const never = (): { delay: number } => ({ delay: Infinity });
    world.simulator.intercept.command('AddAdvertisementPatternsMonitor', never, { times: 1 });
    const said = world.scan();
    world.pass(1_000);
    world.do(world.other.command$('AddAdvertisementPatternsMonitor', 0, BTHOME.patterns));
    world.pass(11_000);
    expect(world.monitors).toEqual([1]);
    said.subscription.unsubscribe();
    world.pass(20_000);
    expect(world.monitors).toEqual([1]);
  });
});
