// npm run test:kernel: runs spec/kernel and spec/contract on the built package in virtual machines with real kernels.
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { compilePrograms, run } from '../built.mjs';
import { atOnce, REAL_GUESTS, STANDING_BACK, VIRTUAL_GUESTS } from './at-once.mjs';
import { chosenKernels, chosenMachine, KERNEL_HELP, KERNEL_OPTIONS, parsed } from './options.mjs';
import { EXIT, Problem, runMain, say } from './problem.mjs';
import { chosenPrograms } from './programs.mjs';
import { summary } from './results.mjs';
import { runProgram } from './run-program.mjs';
import { prepareTools, requireMachine } from './tools.mjs';

const HELP = `npm run test:kernel -- [OPTION...] [FILE...] [-- [OPTION...] [FILE...]]...

Runs the specifications in spec/kernel and the scenarios of spec/contract in virtual machines with real kernels, without
KVM: on Debian's 6.1, 6.12 and the newest one, or on those that are named. FILE: part of the path of what to run, such as
spec/contract. After -- follow options and files of more that runs at the same time.

  -t, --test-name-pattern PATTERN   run only tests with such names${KERNEL_HELP}`;

const OPTIONS = /** @type {const} */ ({
  ...KERNEL_OPTIONS,
  'test-name-pattern': { type: 'string', short: 't', multiple: true },
});

process.chdir(fileURLToPath(new URL('../..', import.meta.url)));
await runMain(main);

async function main() {
  const parts = partsOf(process.argv.slice(2)).map((args) =>
    parsed(() => parseArgs({ args, options: OPTIONS, allowPositionals: true })),
  );
  if (parts.some(({ values }) => values.help)) {
    process.stdout.write(HELP);
    return 0;
  }
  const plans = parts.map(planOf);
  await requireMachine();
  // The examples are run there, too.
  compilePrograms();
  run(process.execPath, 'node_modules/typescript/bin/tsc', '-p', 'tsconfig.kernel.json');
  const tools = await prepareTools();

  const jobs = besideEachOther(plans.flatMap((plan) => plan.jobs));
  const total = { passed: 0, failed: 0, skipped: 0 };
  /** @param {Job} job */
  const runJob = async ({ program, kernel, patterns, machine }) => {
    const { label, results } = await runProgram(kernel, program, { patterns, tools, machine });
    for (const complaint of results.complaints) say(`${label}: ${complaint}`);
    console.log(`${label}: ${summary(results)}`);
    total.passed += results.passed;
    total.failed += results.failed;
    total.skipped += results.skipped;
  };
  await Promise.all([
    atOnce(
      REAL_GUESTS,
      jobs.filter(({ program }) => !program.virtualTime),
      runJob,
    ),
    atOnce(
      VIRTUAL_GUESTS,
      jobs.filter(({ program }) => program.virtualTime),
      runJob,
    ),
  ]);
  const notRun = new Set(plans.flatMap((plan) => plan.notRun));
  if (notRun.size > 0) say(`not run, because this machine's archive has them not: ${[...notRun].join(', ')}`);
  console.log(summary(total));
  return total.failed === 0 && total.passed > 0 ? 0 : 1;
}

/**
 * A program on a kernel.
 *
 * @typedef {object} Job
 * @property {import('./programs.mjs').Program} program
 * @property {ReturnType<typeof chosenKernels>['kernels'][number]} kernel
 * @property {string[]} patterns
 * @property {import('./vm.mjs').Machine} machine
 */

/** What stands between the words `--`. @param {readonly string[]} args @returns {string[][]} */
function partsOf(args) {
  const end = args.indexOf('--');
  if (end < 0) return [[...args]];
  const rest = args.slice(end + 1);
  if (end === 0 || rest.length === 0) throw new Problem('What is to run before, or after, --?', EXIT.usage);
  return [args.slice(0, end), ...partsOf(rest)];
}

/**
 * What one part of the command line asks for.
 *
 * @param {{ values: import('./options.mjs').KernelOptions & { 'test-name-pattern'?: string[] }, positionals: string[] }} part
 * @returns {{ jobs: Job[], notRun: string[] }}
 */
function planOf({ values, positionals }) {
  const { kernels, notRun } = chosenKernels(values);
  const machine = chosenMachine(values);
  const patterns = (values['test-name-pattern'] ?? []).map((pattern) => `--test-name-pattern=${pattern}`);
  const programs = chosenPrograms(positionals);
  const jobs = programs.flatMap((program) => kernels.map((kernel) => ({ program, kernel, patterns, machine })));
  return { jobs, notRun };
}

/**
 * Those with most files first, because they take longest, and what is left at the end shall be short. Each says what it prints, and those in virtual
 * time stand back.
 *
 * @param {readonly Job[]} jobs
 * @returns {Job[]}
 */
function besideEachOther(jobs) {
  const isAnyReal = jobs.some(({ program }) => !program.virtualTime);
  return jobs
    .map((job) => {
      const label = jobs.length > 1 ? { label: `${job.kernel.name}, ${job.program.name}` } : {};
      // What waits for others is allowed more time.
      const back = { niceness: STANDING_BACK, timeout: 2 * job.machine.timeout };
      return { ...job, machine: { ...job.machine, ...label, ...(job.program.virtualTime && isAnyReal ? back : {}) } };
    })
    .sort((a, b) => b.program.files.length - a.program.files.length);
}
