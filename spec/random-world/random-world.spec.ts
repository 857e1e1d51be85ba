import { RandomWorld } from './random-world.js';
import { seeds } from '../support/seeds.js';

/** `RX_BTMGMT_SEEDS=1000 npx jest spec/random-world` takes more of them; `RX_BTMGMT_SEED=7` begins with that one. */
const SEEDS = seeds(40);
const FIRST = Number(process.env['RX_BTMGMT_SEED'] ?? 1);
const STEPS = 25;

describe('All workflows in a random world', () => {
  const { stackTraceLimit } = Error;
  beforeAll(() => {
    // Kernels refuse a lot here. Of each refusal an error is made, and its stack takes longer than all else.
    Error.stackTraceLimit = 0;
  });
  afterAll(() => {
    Error.stackTraceLimit = stackTraceLimit;
  });

  it(
    'go on whenever they can, end for the true reason, and leave nothing on',
    async () => {
      const wrong: string[] = [];
      for (let seed = FIRST; seed < FIRST + SEEDS; seed++) {
        const world = new RandomWorld(seed);
        for (let step = 0; step < STEPS; step++) world.step();
        await world.end();
        wrong.push(...world.complaints.map((complaint) => `seed ${seed}: ${complaint}`));
      }
      expect(wrong).toEqual([]);
    },
    SEEDS * 2_000,
  );
});
