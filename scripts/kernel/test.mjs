// npm run test:kernel: runs spec/kernel on the built package in virtual machines with real kernels.
import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { compilePrograms, run } from '../built.mjs';
import { chosenKernels, chosenMachine, KERNEL_HELP, KERNEL_OPTIONS, parsed } from './options.mjs';
import { EXIT, Problem, runMain, say } from './problem.mjs';
import { readResults, summary } from './results.mjs';
import { prepareTools, requireMachine } from './tools.mjs';
import { quote, runInGuest } from './vm.mjs';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const HELP = `npm run test:kernel -- [OPTION...] [FILE...]

Runs the specifications in spec/kernel in virtual machines with real kernels, without KVM: on Debian's 6.1, 6.12 and the
newest one, or on those that are named. FILE: part of the path of the specifications to run.

  -t, --test-name-pattern PATTERN   run only tests with such names${KERNEL_HELP}`;

const OPTIONS = /** @type {const} */ ({
  ...KERNEL_OPTIONS,
  'test-name-pattern': { type: 'string', short: 't', multiple: true },
});

process.chdir(ROOT);
await runMain(main);

async function main() {
  const { values, positionals } = parsed(() => parseArgs({ options: OPTIONS, allowPositionals: true }));
  if (values.help) {
    process.stdout.write(HELP);
    return 0;
  }
  const { kernels, notRun } = chosenKernels(values);
  const machine = chosenMachine(values);
  const specs = findSpecs(positionals);
  await requireMachine();
  // The examples are run there, too.
  compilePrograms();
  run(process.execPath, 'node_modules/typescript/bin/tsc', '-p', 'tsconfig.kernel.json');
  const tools = await prepareTools();

  const patterns = (values['test-name-pattern'] ?? []).map((pattern) => `--test-name-pattern=${pattern}`);
  const total = { passed: 0, failed: 0, skipped: 0 };
  for (const { name, prepare } of kernels) {
    const { label, results } = await runKernel(name, prepare, { specs, patterns, tools, machine });
    for (const complaint of results.complaints) say(`${label}: ${complaint}`);
    console.log(`${label}: ${summary(results)}`);
    total.passed += results.passed;
    total.failed += results.failed;
    total.skipped += results.skipped;
  }
  if (notRun.length > 0) say(`not run, because this machine's archive has them not: ${notRun.join(', ')}`);
  console.log(summary(total));
  return total.failed === 0 && total.passed > 0 ? 0 : 1;
}

/** The compiled files of the specifications whose path contains one of the texts. @param {readonly string[]} filters */
function findSpecs(filters) {
  const paths = readdirSync('spec/kernel', { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.spec.ts'))
    .sort()
    .filter((path) => filters.length === 0 || filters.some((filter) => join('spec/kernel', path).includes(filter)));
  if (paths.length === 0) throw new Problem(`No specification is named ${filters.join(' or ')}.`, EXIT.usage);
  return paths.map((path) => resolve('build/kernel', path.replace(/\.ts$/, '.js')));
}

/**
 * A kernel on which nothing could be run counts as one failure: it must not be missing from the result.
 *
 * @param {string} name
 * @param {() => Promise<import('./kernels.mjs').Kernel>} prepare
 * @param {{ specs: string[], patterns: string[], tools: { bin: string, busybox: string }, machine: import('./vm.mjs').Machine }} what
 * @returns {Promise<{ label: string, results: import('./results.mjs').Results }>}
 */
async function runKernel(name, prepare, { specs, patterns, tools, machine }) {
  try {
    const kernel = await prepare();
    say(`${name}: booting ${kernel.release}`);
    /** @param {string} folder */
    const command = (folder) => {
      const reporters = ['spec', 'stdout', resolve('scripts/kernel/guest/reporter.mjs'), `${folder}/results`];
      const options = reporters.map(
        (value, index) => `--test-reporter${index % 2 === 0 ? '' : '-destination'}=${value}`,
      );
      const node = [process.execPath, '--expose-gc', ...options, ...patterns];
      return `cd ${quote([ROOT])}\nexec ${quote([...node, resolve('scripts/kernel/guest/specs.mjs'), ...specs])} 2>&1\n`;
    };
    /** @type {import('./results.mjs').Results | undefined} */
    let results;
    await runInGuest(kernel, tools, command, machine, (folder, exitCode) => {
      results = readResults(join(folder, 'results'), specs, { exitCode, filtered: patterns.length > 0 });
    });
    if (results === undefined) throw new Problem('no results');
    return { label: kernel.release, results };
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return { label: name, results: { passed: 0, failed: 1, skipped: 0, complaints: [error.message] } };
  }
}
