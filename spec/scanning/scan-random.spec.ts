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

  const complaintsOf = (seed: number): string[] => {
    const world = new RandomScan(seed);
    for (let step = 0; step < STEPS; step++) world.step();
    world.end();
    return world.complaints.map((complaint) => `seed ${seed}: ${complaint}`);
  };

  it(
    'goes on whenever it can, ends for the true reason, and leaves nothing on',
    () => {
      const all = Array.from({ length: SEEDS }, (_, i) => FIRST + i);
      expect(all.flatMap(complaintsOf)).toEqual([]);
    },
    SEEDS * 2_000,
  );

  it.each([323, 676])('counts no kernel as listening that believes it sleeps: seed %i', (seed) => {
    expect(complaintsOf(seed)).toEqual([]);
  });

  it.each([
    ['is not added while the controller is off, after all have left', 335],
    ['is removed also when that was interrupted by what switches the controller off', 370],
  ])('a monitor %s', (_, seed) => {
    expect(complaintsOf(seed)).toEqual([]);
  });
});
