import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ensureBuilt, run } from '../built.mjs';
import { atOnce, VIRTUAL_GUESTS } from '../kernel/at-once.mjs';
import { say } from '../kernel/problem.mjs';
import { readRecorded, showRecorded, writeTranscripts } from '../kernel/recording.mjs';
import { collect } from '../kernel/shell.mjs';
import { quote, runInGuest } from '../kernel/vm.mjs';

/** @typedef {import('../kernel/recording.mjs').Recorded} Recorded */

const TRANSCRIPTS = 'spec/clients/transcripts';
const ORIGIN = 'spec/clients/recorded.json';

/**
 * Plays the sessions of spec/clients on real kernels, in virtual machines.
 *
 * @param {object} what
 * @param {{ name: string, prepare: () => Promise<import('../kernel/kernels.mjs').Kernel> }[]} what.kernels
 * @param {import('../kernel/vm.mjs').Machine} what.machine
 * @param {{ bin: string, busybox: string }} what.tools
 * @param {'compare' | 'record' | 'show'} what.mode
 * @param {string} what.times
 * @param {readonly string[]} what.filters
 */
export async function playOnKernels({ kernels, machine, tools, mode, times, filters }) {
  ensureBuilt();
  run(process.execPath, 'node_modules/typescript/bin/tsc', '-p', 'tsconfig.kernel.json');
  const bluez = await versionOf(tools.bin);
  let failed = false;
  await atOnce(VIRTUAL_GUESTS, kernels, async ({ name, prepare }) => {
    const kernel = await prepare();
    say(`${name}: booting ${kernel.release}`);
    /** @param {string} folder */
    const command = (folder) => {
      const options = mode === 'compare' ? [] : ['--record', `${folder}/recorded`, '--times', times];
      const program = ['build/clients/on-kernel.js', name, ...options, ...filters];
      return `cd ${quote([process.cwd()])}\nexec ${quote([process.execPath, '--test-reporter=spec', ...program])} 2>&1\n`;
    };
    /** @type {Recorded[]} */
    let recorded = [];
    // The same whatever else this machine does, and waiting takes no time.
    const code = await runInGuest(kernel, tools, command, { ...machine, virtualTime: true }, (folder) => {
      recorded = readRecorded(join(folder, 'recorded'));
    });
    failed ||= code !== 0;
    if (mode === 'show') showRecorded(recorded);
    if (mode === 'record') await write({ kernel: name, release: kernel.release, bluez }, recorded);
  });
  return failed ? 1 : 0;
}

/** @param {{ kernel: string, release: string, bluez: string }} origin @param {readonly Recorded[]} recorded */
async function write({ kernel, release, bluez }, recorded) {
  await writeTranscripts({ kernel, recorded, folder: TRANSCRIPTS, index: 'clients/sessions/index.js' });
  const { kernels } = readOrigin();
  writeFileSync(ORIGIN, `${JSON.stringify({ bluez, kernels: { ...kernels, [kernel]: release } }, undefined, 2)}\n`);
}

/** What was recorded with which programs, and where. @returns {{ bluez?: string, kernels: Record<string, string> }} */
export function readOrigin() {
  return existsSync(ORIGIN) ? JSON.parse(readFileSync(ORIGIN, 'utf8')) : { kernels: {} };
}

/** @param {string} bin */
export async function versionOf(bin) {
  const { stdout } = await collect(join(bin, 'btmgmt'), ['--version']);
  return /\d+\.\d+/.exec(stdout.toString())?.[0] ?? '';
}
