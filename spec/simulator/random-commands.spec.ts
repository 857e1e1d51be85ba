import type { CommandName } from 'rx-btmgmt';
import type { KernelVersion } from 'rx-btmgmt/simulator';
import { RandomRun } from './random-run.js';

/** How often each thing was complained of. */
function counted(complaints: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const complaint of complaints) counts[complaint] = (counts[complaint] ?? 0) + 1;
  return counts;
}

/** The name in front of the index. */
const nameIn = (command: string): string => command.split(' ')[0] ?? '';

/** Commands that Linux itself leaves without an answer when the controller goes away: nothing but their end answers them. */
const mayStayUnanswered: ReadonlySet<string> = new Set<CommandName>([
  'RemoveAdvertisementMonitor',
  'SendHCICommandAndWaitForEvent',
]);

/** Commands that Linux itself answers twice now and then: refused while the controller is down, they stay in its list. */
const mayBeAnsweredTwice: ReadonlySet<string> = new Set<CommandName>([
  'AddAdvertisementPatternsMonitor',
  'AddAdvertisementPatternsMonitorWithRSSIThreshold',
]);

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
      expect(left.filter((command) => !mayStayUnanswered.has(nameIn(command)))).toEqual([]);
      const again = run.ledgers.flatMap(({ answeredAgain }) => answeredAgain);
      expect(again.filter((command) => !mayBeAnsweredTwice.has(nameIn(command)))).toEqual([]);
      const [first, second, untrusted] = run.ledgers.map(({ answers }) => answers);
      expect([first! > 3000, second! > 3000, untrusted! > 500]).toEqual([true, true, true]);
      // They get somewhere: refusals alone would show little.
      const succeeded = new Set(run.ledgers.flatMap((ledger) => [...ledger.succeeded]));
      const heard = new Set(run.ledgers.flatMap((ledger) => [...ledger.heard]));
      expect([succeeded.size >= 60, heard.size >= 20]).toEqual([true, true]);
    },
    120_000,
  );
});
