// npm run test:kernel: runs spec/kernel and spec/contract on the built package in virtual machines with real kernels.
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { compilePrograms, run } from '../built.mjs';
import { atOnce, REAL_GUESTS, VIRTUAL_GUESTS } from './at-once.mjs';
import { chosenKernels, chosenMachine, KERNEL_HELP, KERNEL_OPTIONS, parsed } from './options.mjs';
import { EXIT, Problem, runMain, say } from './problem.mjs';
import { readResults, summary } from './results.mjs';
import { prepareTools, requireMachine } from './tools.mjs';
import { quote, runInGuest } from './vm.mjs';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
/** @type {import('./results.mjs').Results} */
const NOTHING = { passed: 0, failed: 0, skipped: 0, complaints: [] };
/** Those that the simulator knows, as in spec/contract/harness/scenario.ts. */
const CONTRACT_KERNELS = ['6.1', '6.12', 'newest'];
const HELP = `npm run test:kernel -- [OPTION...] [FILE...]

Runs the specifications in spec/kernel and the scenarios of spec/contract in virtual machines with real kernels, without
KVM: on Debian's 6.1, 6.12 and the newest one, or on those that are named. FILE: part of the path of what to run, such as
spec/contract.

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
  const programs = chosenPrograms(positionals);
  await requireMachine();
  // The examples are run there, too.
  compilePrograms();
  run(process.execPath, 'node_modules/typescript/bin/tsc', '-p', 'tsconfig.kernel.json');
  const tools = await prepareTools();

  const patterns = (values['test-name-pattern'] ?? []).map((pattern) => `--test-name-pattern=${pattern}`);
  const total = { passed: 0, failed: 0, skipped: 0 };
  for (const virtualTime of [false, true]) {
    const jobs = programs
      .filter((program) => (program.virtualTime ?? false) === virtualTime)
      .flatMap((program) => kernels.map((kernel) => ({ program, kernel })));
    await atOnce(virtualTime ? VIRTUAL_GUESTS : REAL_GUESTS, jobs, async ({ program, kernel }) => {
      const { label, results } = await runProgram(kernel, program, { patterns, tools, machine });
      for (const complaint of results.complaints) say(`${label}: ${complaint}`);
      console.log(`${label}: ${summary(results)}`);
      total.passed += results.passed;
      total.failed += results.failed;
      total.skipped += results.skipped;
    });
  }
  if (notRun.length > 0) say(`not run, because this machine's archive has them not: ${notRun.join(', ')}`);
  console.log(summary(total));
  return total.failed === 0 && total.passed > 0 ? 0 : 1;
}

/**
 * A program that runs tests, those of `files`, in a guest of its own. It may leave a report.
 *
 * @typedef {object} Program
 * @property {string} name
 * @property {string[]} files
 * @property {boolean} [virtualTime]
 * @property {string[]} [kernels] where it can run; otherwise on all
 * @property {(kernel: string, report: string) => string[]} args
 */

/** Those whose path contains one of the texts. @param {readonly string[]} filters @returns {Program[]} */
function chosenPrograms(filters) {
  /** @param {string} path */
  const isWanted = (path) => filters.length === 0 || filters.some((filter) => path.includes(filter));
  const specs = readdirSync('spec/kernel', { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.spec.ts') && isWanted(join('spec/kernel', path)))
    .sort()
    .map((path) => compiled(join('kernel', path)));
  const contract = compiled('contract/on-kernel.ts');
  const random = compiled('contract/random-on-kernel.ts');
  /** @type {Program[]} */
  const programs = [
    { name: 'specifications', files: specs, args: () => [resolve('scripts/kernel/guest/specs.mjs'), ...specs] },
    {
      name: 'contract',
      virtualTime: true,
      kernels: CONTRACT_KERNELS,
      files: isWanted('spec/contract/on-kernel.ts') ? [contract] : [],
      args: (kernel, report) => [contract, kernel, '--report', report],
    },
    {
      name: 'random commands',
      virtualTime: true,
      kernels: CONTRACT_KERNELS,
      files: isWanted('spec/contract/random-on-kernel.ts') ? [random] : [],
      args: (kernel) => [random, kernel],
    },
  ];
  const chosen = programs.filter(({ files }) => files.length > 0);
  if (chosen.length === 0) throw new Problem(`No specification is named ${filters.join(' or ')}.`, EXIT.usage);
  return chosen;
}

/** @param {string} path below spec */
function compiled(path) {
  return resolve('build', path.replace(/\.ts$/, '.js'));
}

/**
 * Lets users other than root, as which some specifications run programs, through to files that may lie in a folder of one user. The change stays in the
 * guest's memory.
 *
 * @param {readonly string[]} paths
 */
function reachable(paths) {
  return `chmod a+x ${quote([...paths, ...paths.flatMap(foldersOf)])}`;
}

/** All folders on the way to a path. @param {string} path @returns {string[]} */
function foldersOf(path) {
  const folder = dirname(path);
  return folder === path ? [] : [folder, ...foldersOf(folder)];
}

/**
 * A kernel on which nothing could be run counts as one failure: it must not be missing from the result.
 *
 * @param {{ name: string, prepare: () => Promise<import('./kernels.mjs').Kernel> }} kernel
 * @param {Program} program
 * @param {{ patterns: string[], tools: { bin: string, busybox: string }, machine: import('./vm.mjs').Machine }} what
 * @returns {Promise<{ label: string, results: import('./results.mjs').Results }>}
 */
async function runProgram({ name, prepare }, program, { patterns, tools, machine }) {
  const { files, kernels = [name], virtualTime = false } = program;
  if (!kernels.includes(name)) {
    say(`${program.name}: not run on ${name}, which the contract is not about`);
    return { label: name, results: NOTHING };
  }
  const report = join('build', `${program.name}-reports`, `${name}.json`);
  rmSync(report, { force: true });
  try {
    const kernel = await prepare();
    say(`${name}: booting ${kernel.release} for the ${program.name}`);
    /** @param {string} folder */
    const command = (folder) => {
      const reporters = ['spec', 'stdout', resolve('scripts/kernel/guest/reporter.mjs'), join(folder, 'results')];
      const options = reporters.map(
        (value, index) => `--test-reporter${index % 2 === 0 ? '' : '-destination'}=${value}`,
      );
      const args = program.args(name, join(folder, 'report'));
      return `${reachable([ROOT, process.execPath])}\ncd ${quote([ROOT])}\nexec ${quote([process.execPath, '--expose-gc', ...options, ...patterns, ...args])} 2>&1\n`;
    };
    let results = NOTHING;
    await runInGuest(kernel, tools, command, { ...machine, virtualTime }, (folder, exitCode) => {
      results = readResults(join(folder, 'results'), files, { exitCode, filtered: patterns.length > 0 });
      const running = join(folder, 'report.running');
      const isCut = results.complaints.length > 0 && existsSync(running);
      if (isCut) results.complaints.push(`the last that began was "${readFileSync(running, 'utf8')}"`);
      if (!existsSync(join(folder, 'report'))) return;
      mkdirSync(dirname(report), { recursive: true });
      copyFileSync(join(folder, 'report'), report);
    });
    return { label: `${kernel.release}, ${program.name}`, results };
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return { label: name, results: { ...NOTHING, failed: 1, complaints: [error.message] } };
  }
}
