// npm run test:clients: has programs that were written for Linux run on the simulator, see spec/clients/README.md.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { playOnKernels, readOrigin, versionOf } from './clients/on-kernels.mjs';
import { chosenKernels, chosenMachine, KERNEL_HELP, KERNEL_OPTIONS, parsed } from './kernel/options.mjs';
import { requirePrograms } from './kernel/packages.mjs';
import { EXIT, Problem, runMain } from './kernel/problem.mjs';
import { collect } from './kernel/shell.mjs';
import { prepareTools, requireMachine } from './kernel/tools.mjs';

const HELP = `npm run test:clients -- [OPTION...] [FILTER...]

Plays the sessions of spec/clients with Debian's programs on the simulator, as each kernel, and compares what the programs
print with what they print on real kernels. FILTER: part of "group: title"; without it all are played.

  --live                plays them on the real kernels, in virtual machines, and compares with the transcripts
  --record              the same, and writes the transcripts anew; a session that is not the same each time is not written
  --show                the same, but prints what it would write
  --times N             how often each is played for that (2)${KERNEL_HELP}`;

const OPTIONS = /** @type {const} */ ({
  ...KERNEL_OPTIONS,
  live: { type: 'boolean', default: false },
  record: { type: 'boolean', default: false },
  show: { type: 'boolean', default: false },
  times: { type: 'string', default: '2' },
});

process.chdir(fileURLToPath(new URL('..', import.meta.url)));
await runMain(main);

async function main() {
  const { values, positionals } = parsed(() => parseArgs({ options: OPTIONS, allowPositionals: true }));
  if (values.help) {
    process.stdout.write(HELP);
    return 0;
  }
  await requireMachine();
  const tools = await prepareTools();
  const { live, record, show } = values;
  if (!record && !show) await requireSamePrograms(tools.bin);
  if (!live && !record && !show) return playOnSimulator(tools.bin, positionals);
  const mode = record ? 'record' : show ? 'show' : 'compare';
  const { kernels } = chosenKernels(values);
  return playOnKernels({
    kernels,
    machine: chosenMachine(values),
    tools,
    mode,
    times: values.times,
    filters: positionals,
  });
}

/** The compiler alone comes without the headers: no program shows that these are there. */
async function requireCompiler() {
  await requirePrograms({ gcc: 'gcc', ...(existsSync('/usr/include/dlfcn.h') ? {} : { 'libc6-dev': 'libc6-dev' }) });
}

/** Other programs print other things. @param {string} bin */
async function requireSamePrograms(bin) {
  const [here, { bluez }] = [await versionOf(bin), readOrigin()];
  if (bluez === undefined || here === bluez) return;
  const why = `This machine's distribution has BlueZ ${here}; the transcripts were recorded with ${bluez}.`;
  throw new Problem(`${why} Record them anew: npm run test:clients -- --record`, EXIT.missing);
}

/** @param {string} bin @param {readonly string[]} filters */
async function playOnSimulator(bin, filters) {
  await requireCompiler();
  const folder = mkdtempSync(join(tmpdir(), 'rx-btmgmt-clients-'));
  try {
    const library = join(folder, 'preload.so');
    const compiler = ['-std=gnu11', '-Wall', '-Wextra', '-Werror', '-O1', '-shared', '-fPIC', '-pthread'];
    const sources = ['sockets', 'files'].map((name) => `spec/clients/preload/${name}.c`);
    const { code, stderr } = await collect('gcc', [...compiler, '-o', library, ...sources, '-ldl']);
    if (code !== 0) throw new Problem(`spec/clients/preload could not be compiled:\n${stderr}`, EXIT.missing);
    // jest.config.js leaves it out, because npm test shall not need these programs.
    const args = ['--testPathIgnorePatterns', '/node_modules/', '--runTestsByPath', 'spec/clients/clients.spec.ts'];
    const names = filters.flatMap((filter) => ['-t', filter]);
    const PATH = [bin, process.env.PATH].join(delimiter);
    const env = { ...process.env, PATH, RX_BTMGMT_PRELOAD: library };
    const jest = [process.execPath, 'node_modules/jest/bin/jest.js', ...args, ...names];
    const { status } = spawnSync(jest[0] ?? '', jest.slice(1), { stdio: 'inherit', env });
    return status ?? 1;
  } finally {
    rmSync(folder, { recursive: true });
  }
}
