// node scripts/record-contract.mjs [--kernel NAME]... [--times N] [FILTER...]: runs the scenarios of spec/contract on real
// kernels and writes what these said to spec/contract/transcripts.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { ensureBuilt, run } from './built.mjs';
import { atOnce, VIRTUAL_GUESTS } from './kernel/at-once.mjs';
import { chosenKernels, chosenMachine, KERNEL_HELP, KERNEL_OPTIONS, parsed } from './kernel/options.mjs';
import { runMain, say } from './kernel/problem.mjs';
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

/** @typedef {{ domain: string, title: string, lines: string[] }} Recorded */

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
    /** @type {Recorded[]} */
    let recorded = [];
    const code = await runInGuest(kernel, tools, command, machine, (folder, exitCode) => {
      const [path, running] = ['recorded', 'recorded.running'].map((file) => join(folder, file));
      const lines = existsSync(path) ? readFileSync(path, 'utf8').split('\n').filter(Boolean) : [];
      recorded = lines.map((line) => JSON.parse(line));
      const isHung = exitCode > 1 && existsSync(running);
      if (isHung) say(`${name}: hung, or was ended, in "${readFileSync(running, 'utf8')}"`);
    });
    failed ||= code !== 0;
    if (values.show) show(recorded);
    else await write(name, recorded);
  });
  return failed ? 1 : 0;
}

/** @param {readonly Recorded[]} recorded */
function show(recorded) {
  for (const { domain, title, lines } of recorded) console.log([`=== ${domain}: ${title}`, ...lines, ''].join('\n'));
}

/** @param {string} kernel @param {readonly Recorded[]} recorded */
async function write(kernel, recorded) {
  /** @param {string} path */
  const compiled = (path) => import(pathToFileURL(resolve('build/contract', path)).href);
  const domains = await compiled('index.js');
  const { parse, serialise, withKernel } = await compiled('harness/transcripts.js');
  mkdirSync(TRANSCRIPTS, { recursive: true });
  for (const domain of new Set(recorded.map((each) => each.domain))) {
    const path = join(TRANSCRIPTS, `${domain}.txt`);
    const transcripts = parse(existsSync(path) ? readFileSync(path, 'utf8') : '');
    for (const { title, lines } of recorded.filter((each) => each.domain === domain)) {
      transcripts.set(title, withKernel(transcripts.get(title), kernel, lines));
    }
    const titles = domains[domain].map((/** @type {{ title: string }} */ scenario) => scenario.title);
    writeFileSync(path, serialise(transcripts, titles));
  }
}
