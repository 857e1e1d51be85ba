import type { CommandName } from 'rx-btmgmt';
import type { KernelVersion } from 'rx-btmgmt/simulator';
import { RandomRun } from './random-run.js';

/** How often each thing was complained of. */
function counted(complaints: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const complaint of complaints) counts[complaint] = (counts[complaint] ?? 0) + 1;
  return counts;
}

describe('10 000 random commands to a simulated kernel', () => {
  it.each([
    ['6.1', 1],
    ['6.12', 2],
    ['6.12', 3],
    ['newest', 4],
  ] as const)(
    'of version %s, seed %d: each that send took is answered once, and the rules of mgmt hold',
    (kernel: KernelVersion, seed) => {
      const run = new RandomRun(kernel, seed);
      for (let n = 0; n < 10_000; n++) run.step();
      run.end();

      expect(counted(run.complaints)).toEqual({});
      const left = run.ledgers.flatMap(({ unanswered }) => unanswered);
      expect(left.filter((command) => !mayStayUnanswered.some((name) => command.startsWith(`${name} `)))).toEqual([]);
      const [first, second, untrusted] = run.ledgers.map(({ answers }) => answers);
      expect([first! > 3000, second! > 3000, untrusted! > 500]).toEqual([true, true, true]);
    },
    120_000,
  );
});

/** Commands that Linux itself leaves without an answer now and then, see docs/simulator.md. */
const mayStayUnanswered: readonly CommandName[] = [];
