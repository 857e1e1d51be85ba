import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Problem, say } from './problem.mjs';
import { readResults } from './results.mjs';
import { quote, runInGuest } from './vm.mjs';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
/** @type {import('./results.mjs').Results} */
const NOTHING = { passed: 0, failed: 0, skipped: 0, complaints: [] };

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
 * @param {import('./programs.mjs').Program} program
 * @param {{ patterns: string[], tools: { bin: string, busybox: string }, machine: import('./vm.mjs').Machine }} what
 * @returns {Promise<{ label: string, results: import('./results.mjs').Results }>}
 */
export async function runProgram({ name, prepare }, program, { patterns, tools, machine }) {
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
