import { Mgmt, isMgmtError } from '../../src/index.js';
import { inVirtualTime } from '../simulator/bench.js';
import { counted } from '../support/counted-transport.js';

const SEEDS = 200;
const STEPS = 40;

/** Numbers from 0 to below `limit`, always the same for one seed (mulberry32). */
function random(seed: number): (limit: number) => number {
  let state = seed;
  return (limit) => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((((t ^ (t >>> 14)) >>> 0) / 4_294_967_296) * limit) | 0;
  };
}

/** Commands that are lost, late, given up and unplugged, on two controllers, by one client. What was wrong with it. */
function faultsOf(seed: number): string[] {
  const faults: string[] = [];
  inVirtualTime({ seed, controllers: [{}, {}] }, ({ simulator, scheduler, at, run }) => {
    const next = random(seed);
    const [transport, openings] = counted(simulator.transport());
    const mgmt = new Mgmt(transport, { scheduler, timeout: 200 });
    let asked = 0;
    let told = 0;

    const command = (n: number): void => {
      const name = `n${n}`;
      asked++;
      const subscription = mgmt.command$('SetLocalName', next(2), name, '').subscribe({
        next: (reply) => reply.name === name || faults.push(`${name} got ${reply.name}`),
        error: (error: unknown) => {
          told++;
          if (!isMgmtError(error)) faults.push(String(error));
        },
        complete: () => told++,
      });
      if (next(4) > 0) return;
      scheduler.schedule(() => {
        if (!subscription.closed) told++;
        subscription.unsubscribe();
      }, next(300));
    };
    const steps: readonly ((n: number) => void)[] = [
      command,
      command,
      command,
      () => void simulator.faults.dropReplies({ times: 1 + next(3) }),
      () => void simulator.faults.delayReplies(next(900), { times: 1 + next(3) }),
      () => void simulator.faults.failSending('ENOMEM', { times: 1 }),
      () => simulator.controllers[next(2)]?.reset(),
      () =>
        mgmt
          .command$('StartDiscovery', next(2), ['LEPublic', 'LERandom'])
          .subscribe({ error: () => undefined })
          .unsubscribe(),
    ];
    for (let n = 0; n < STEPS; n++) at(next(3000), () => steps[next(steps.length)]?.(n));
    at(30_000, () => {
      simulator.faults.clear();
      if (openings.now !== 0) faults.push(`${openings.now} connections are left`);
      if (told !== asked) faults.push(`${asked - told} were never told anything`);
      mgmt.command$('SetLocalName', 0, 'last', '').subscribe({
        next: ({ name }) => name === 'last' || faults.push(`last got ${name}`),
        error: (error: unknown) => faults.push(String(error)),
      });
    });
    at(31_000, () => openings.now === 0 || faults.push(`${openings.now} connections are left in the end`));
    run();
  });
  return faults.map((fault) => `seed ${seed}: ${fault}`);
}

it(`whatever is lost, late or given up, everybody gets their own answer: ${SEEDS} seeds`, () => {
  const faults = Array.from({ length: SEEDS }, (_, seed) => faultsOf(seed + 1)).flat();
  expect(faults).toEqual([]);
});
