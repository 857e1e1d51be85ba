import { RandomDiscovery } from './random-discovery/world.js';
import { seeds } from '../support/seeds.js';

const SEEDS = seeds(300);
const STEPS = 20;

describe('discover in a random world', () => {
  const { stackTraceLimit } = Error;
  beforeAll(() => {
    // Kernels refuse a lot here. Of each refusal an error is made, and its stack takes longer than all else.
    Error.stackTraceLimit = 0;
  });
  afterAll(() => {
    Error.stackTraceLimit = stackTraceLimit;
  });

  it('emits what was asked for, ends for the true reason, and leaves the world usable', () => {
    const wrong: string[] = [];
    for (let seed = 1; seed <= SEEDS; seed++) {
      const world = new RandomDiscovery(seed);
      for (let step = 0; step < STEPS; step++) world.step();
      world.end();
      wrong.push(...world.complaints.map((complaint) => `seed ${seed}: ${complaint}`));
    }
    expect(wrong).toEqual([]);
  }, 120_000);
});
