import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { EXIT, Problem } from './problem.mjs';

/** Those that the simulator knows, as in spec/contract/harness/scenario.ts. */
const CONTRACT_KERNELS = ['6.1', '6.12', 'newest'];

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
export function chosenPrograms(filters) {
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
