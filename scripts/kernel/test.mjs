// npm run test:kernel: runs spec/kernel and spec/contract on the built package in virtual machines with real kernels.
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { compilePrograms, run } from '../built.mjs';
import { chosenKernels, chosenMachine, KERNEL_HELP, KERNEL_OPTIONS, parsed } from './options.mjs';
import { EXIT, Problem, runMain, say } from './problem.mjs';
import { readResults, summary, together } from './results.mjs';
import { prepareTools, requireMachine } from './tools.mjs';
import { quote, runInGuest } from './vm.mjs';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
/** As in spec/contract/harness: where the reports go, and the kernels with transcripts. */
const REPORTS = 'contract-reports';
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
  for (const { name, prepare } of kernels) {
    const { label, results } = await runKernel(name, prepare, { programs, patterns, tools, machine });
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

/**
 * A program in the guest that runs tests, those of `files`, on all kernels or on some. It may leave a report.
 *
 * @typedef {{ name: string, files: string[], kernels?: string[], args: (kernel: string, report: string) => string[] }} Program
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
  /** @type {Program[]} */
  const programs = [
    { name: 'specs', files: specs, args: () => [resolve('scripts/kernel/guest/specs.mjs'), ...specs] },
    {
      name: 'contract',
      kernels: CONTRACT_KERNELS,
      files: isWanted('spec/contract/on-kernel.ts') ? [contract] : [],
      args: (kernel, report) => [contract, kernel, '--report', report],
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
 * A kernel on which nothing could be run counts as one failure: it must not be missing from the result.
 *
 * @param {string} name
 * @param {() => Promise<import('./kernels.mjs').Kernel>} prepare
 * @param {{ programs: Program[], patterns: string[], tools: { bin: string, busybox: string }, machine: import('./vm.mjs').Machine }} what
 * @returns {Promise<{ label: string, results: import('./results.mjs').Results }>}
 */
async function runKernel(name, prepare, { programs, patterns, tools, machine }) {
  try {
    const runs = programs.filter(({ kernels = [name] }) => kernels.includes(name));
    if (runs.length < programs.length) say(`${name}: the contract is not run, there are no transcripts of this kernel`);
    if (runs.length === 0) throw new Problem('nothing to run');
    const kernel = await prepare();
    const report = join('build', REPORTS, `${name}.json`);
    rmSync(report, { force: true });
    say(`${name}: booting ${kernel.release}`);
    /** @param {string} folder */
    const command = (folder) => {
      const lines = runs.map((program) => {
        const reporters = ['spec', 'stdout', resolve('scripts/kernel/guest/reporter.mjs'), join(folder, program.name)];
        const options = reporters.map(
          (value, index) => `--test-reporter${index % 2 === 0 ? '' : '-destination'}=${value}`,
        );
        const args = program.args(name, join(folder, 'report'));
        const run = quote([process.execPath, '--expose-gc', ...options, ...patterns, ...args]);
        return `${run} 2>&1; echo $? >${quote([join(folder, `${program.name}.exit`)])}\n`;
      });
      return `cd ${quote([ROOT])}\n${lines.join('')}`;
    };
    /** @type {import('./results.mjs').Results[]} */
    let results = [];
    await runInGuest(kernel, tools, command, machine, (folder) => {
      results = runs.map((program) => {
        const exitCode = Number(readFileSync(join(folder, `${program.name}.exit`), 'utf8'));
        return readResults(join(folder, program.name), program.files, { exitCode, filtered: patterns.length > 0 });
      });
      if (!existsSync(join(folder, 'report'))) return;
      mkdirSync(dirname(report), { recursive: true });
      copyFileSync(join(folder, 'report'), report);
    });
    if (results.length === 0) throw new Problem('no results');
    return { label: kernel.release, results: together(results) };
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return { label: name, results: { passed: 0, failed: 1, skipped: 0, complaints: [error.message] } };
  }
}
