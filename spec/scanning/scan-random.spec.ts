import { RandomScan } from './random-scan/world.js';
import { seeds } from '../support/seeds.js';

/** `RX_BTMGMT_SEEDS=1000 npx jest spec/scanning/scan-random` takes more of them; `RX_BTMGMT_SEED=7` begins with that one. */
const SEEDS = seeds(40);
const FIRST = Number(process.env['RX_BTMGMT_SEED'] ?? 1);
const STEPS = 20;

describe('scan in a random world', () => {
  const { stackTraceLimit } = Error;
  beforeAll(() => {
    // Kernels refuse a lot here. Of each refusal an error is made, and its stack takes longer than all else.
    Error.stackTraceLimit = 0;
  });
  afterAll(() => {
    Error.stackTraceLimit = stackTraceLimit;
  });

  it(
    'goes on whenever it can, ends for the true reason, and leaves nothing on',
    () => {
      const wrong: string[] = [];
      for (let seed = FIRST; seed < FIRST + SEEDS; seed++) {
        const world = new RandomScan(seed);
        for (let step = 0; step < STEPS; step++) world.step();
        world.end();
        wrong.push(...world.complaints.map((complaint) => `seed ${seed}: ${complaint}`));
      }
      expect(wrong).toEqual([]);
    },
    SEEDS * 2_000,
  );
});
