// node scripts/record-contract.mjs [--kernel NAME]... [--times N] [FILTER...]: runs the scenarios of spec/contract on real
// kernels and writes what these said to spec/contract/transcripts.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { ensureBuilt, run } from './built.mjs';
import { atOnce, VIRTUAL_GUESTS } from './kernel/at-once.mjs';
import { chosenKernels, chosenMachine, KERNEL_HELP, KERNEL_OPTIONS, parsed } from './kernel/options.mjs';
import { runMain, say } from './kernel/problem.mjs';
import { readRecorded, showRecorded, writeTranscripts } from './kernel/recording.mjs';
import { prepareTools, requireMachine } from './kernel/tools.mjs';
import { quote, runInGuest } from './kernel/vm.mjs';

const HELP = `node scripts/record-contract.mjs [OPTION...] [FILTER...]

Runs the scenarios of spec/contract on real kernels, each several times, and writes what these said to
spec/contract/transcripts. FILTER: part of "domain: title"; without it all are recorded. A scenario that does not say the
same each time is not written.

  --show                print what was said instead of writing it
  --times N             how often each runs (3)${KERNEL_HELP}`;

const OPTIONS = /** @type {const} */ ({
  ...KERNEL_OPTIONS,
  show: { type: 'boolean', default: false },
  times: { type: 'string', default: '3' },
});

const TRANSCRIPTS = 'spec/contract/transcripts';

process.chdir(fileURLToPath(new URL('..', import.meta.url)));
await runMain(main);

async function main() {
  const { values, positionals } = parsed(() => parseArgs({ options: OPTIONS, allowPositionals: true }));
  if (values.help) {
    process.stdout.write(HELP);
    return 0;
  }
  const { kernels } = chosenKernels(values);
  // The same whatever else this machine does, and waiting takes no time.
  const machine = { ...chosenMachine(values), virtualTime: true };
  await requireMachine();
  ensureBuilt();
  run(process.execPath, 'node_modules/typescript/bin/tsc', '-p', 'tsconfig.kernel.json');
  const tools = await prepareTools();
  let failed = false;
  await atOnce(VIRTUAL_GUESTS, kernels, async ({ name, prepare }) => {
    const kernel = await prepare();
    say(`${name}: booting ${kernel.release}`);
    /** @param {string} folder */
    const command = (folder) => {
      const program = ['build/contract/on-kernel.js', name, '--record', `${folder}/recorded`, '--times', values.times];
      return `cd ${quote([process.cwd()])}\nexec ${quote([process.execPath, '--test-reporter=spec', ...program, ...positionals])} 2>&1\n`;
    };
    /** @type {import('./kernel/recording.mjs').Recorded[]} */
    let recorded = [];
    const code = await runInGuest(kernel, tools, command, machine, (folder, exitCode) => {
      recorded = readRecorded(join(folder, 'recorded'));
      const running = join(folder, 'recorded.running');
      const isHung = exitCode > 1 && existsSync(running);
      if (isHung) say(`${name}: hung, or was ended, in "${readFileSync(running, 'utf8')}"`);
    });
    failed ||= code !== 0;
    if (values.show) showRecorded(recorded);
    else await writeTranscripts({ kernel: name, recorded, folder: TRANSCRIPTS, index: 'contract/index.js' });
  });
  return failed ? 1 : 0;
}
