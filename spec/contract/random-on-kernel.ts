// node random-on-kernel.js KERNEL: sends the same random commands to the running kernel and to the simulator, and compares the
// replies. RX_BTMGMT_RANDOM_COMMANDS: a regular expression; only commands with such names come, and those that nothing goes without.
import assert from 'node:assert/strict';
import { after, it } from 'node:test';
import { commands, type CommandName } from 'rx-btmgmt';
import { Agreement } from './harness/agreement.js';
import { plainError } from './harness/compare.js';
import { openKernel } from './harness/kernel-world.js';
import { answers } from './harness/random-answers.js';
import { randomCommands } from './harness/random-commands.js';
import { isKernel } from './harness/scenario.js';
import { simulated } from './harness/simulator-world.js';

const CONTROLLERS = { pair: 2, le: 1, bredr: 1 } as const;
const SEEDS = [1, 2, 3];
const LENGTH = 300;
const REQUIRED = 0.999;
const ALWAYS = /^(SetPowered|ReadControllerInformation)$/;

const [kernel = ''] = process.argv.slice(2);
assert.ok(isKernel(kernel), `The simulator does not know the kernel ${kernel}.`);
const { RX_BTMGMT_RANDOM_COMMANDS: wanted = '.*' } = process.env;
const isWanted = new RegExp(`^(?:${wanted})$`);
const without = (Object.keys(commands) as CommandName[]).filter((name) => !isWanted.test(name) && !ALWAYS.test(name));

const onKernel = openKernel();
const inSimulator = simulated(kernel);
const agreement = new Agreement();
after(() => onKernel.close());

for (const kind of ['pair', 'le', 'bredr'] as const) {
  for (const seed of SEEDS) {
    it(`random commands to ${kind}, seed ${seed}, are answered`, { timeout: 3_600_000 }, async (context) => {
      const generated = randomCommands({ seed, controllers: CONTROLLERS[kind], without });
      const sequence = Array.from({ length: LENGTH }, () => generated.next().value);
      const real = await onKernel.inWorld(kind, (world) => answers(world, sequence));
      const simulation = await inSimulator(kind, (world) => answers(world, sequence));
      const agreed = agreement.add(`${kind}, seed ${seed}`, real, simulation);
      context.diagnostic(`${agreed} of ${real.length} replies agree`);
    });
  }
}

it(`the simulator answers random commands as the kernel ${kernel}`, () => {
  if (agreement.share < REQUIRED) throw plainError(String(agreement));
  console.log(String(agreement));
});
