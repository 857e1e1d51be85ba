// npm run test:platforms [-- NAME...]: the specifications of the socket under Node for arm64 and 32-bit ARMv7, each program emulated by qemu.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { build } from 'esbuild';
import { ensureBuilt } from './built.mjs';
import { requireApt } from './kernel/apt.mjs';
import { runMain, say } from './kernel/problem.mjs';
import { readResults, summary } from './kernel/results.mjs';
import { PLATFORMS, prepareMachine } from './platforms/machines.mjs';

const FOLDER = 'spec/transport/linux';
/**
 * What is about pure TypeScript, or takes minutes where each instruction is emulated: they run on this machine only. So do losses and
 * filters: qemu passes neither SO_MEMINFO nor PR_SET_SECCOMP on.
 */
const LEFT_OUT = ['drops', 'loss-watch', 'process', 'seccomp', 'support-log'];

await runMain(async () => {
  requireApt();
  ensureBuilt();
  const specs = readdirSync(FOLDER)
    .filter((file) => file.endsWith('.spec.ts') && !LEFT_OUT.includes(file.slice(0, -'.spec.ts'.length)))
    .map((file) => join(FOLDER, file));
  await build({
    entryPoints: specs,
    outdir: 'build/platforms',
    outExtension: { '.js': '.cjs' },
    bundle: true,
    platform: 'node',
    format: 'cjs',
    packages: 'external',
    logLevel: 'warning',
  });
  const files = specs.map((spec) => resolve('build/platforms', spec.slice(FOLDER.length + 1).replace(/\.ts$/, '.cjs')));
  const koffi = JSON.parse(readFileSync('node_modules/koffi/package.json', 'utf8')).version;

  const total = { passed: 0, failed: 0, skipped: 0 };
  const chosen = process.argv.slice(2);
  for (const platform of PLATFORMS.filter(({ name }) => chosen.length === 0 || chosen.includes(name))) {
    const machine = await prepareMachine(platform, koffi);
    const folder = mkdtempSync(join(tmpdir(), 'rx-btmgmt-platform-'));
    try {
      const results = join(folder, 'results');
      const reporters = ['spec', 'stdout', resolve('scripts/kernel/guest/reporter.mjs'), results];
      const options = reporters.map((value, i) => `--test-reporter${i % 2 === 0 ? '' : '-destination'}=${value}`);
      const env = { ...process.env, NODE_PATH: machine.modules, RX_BTMGMT_NODE: machine.node };
      say(`${platform.name}: running ${files.length} specifications`);
      const { status } = spawnSync(machine.node, [...options, 'scripts/platforms/jest-on-node.cjs', ...files], {
        stdio: 'inherit',
        env,
      });
      const ran = readResults(results, [], { exitCode: status ?? 1, filtered: false });
      for (const complaint of ran.complaints) say(`${platform.name}: ${complaint}`);
      console.log(`${platform.name}: ${summary(ran)}`);
      total.passed += ran.passed;
      total.failed += ran.failed;
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }
  console.log(summary(total));
  return total.failed === 0 && total.passed > 0 ? 0 : 1;
});
