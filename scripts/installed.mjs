// Packages that `npm ci` does not bring: each list of them is installed once, into the cache.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { cached } from './kernel/cache.mjs';

const install = (folder, ...packages) =>
  execFileSync('npm', ['install', '--prefer-offline', '--no-audit', '--no-fund', '--loglevel=error', ...packages], {
    cwd: folder,
    stdio: 'inherit',
  });

/** The folder that has these packages in its `node_modules`. @param {string} name of the folder in the cache @param {string[]} packages */
export const installed = (name, ...packages) => cached(name, (aside) => install(aside, '--prefix', '.', ...packages));

/** As above, for what the package.json of a folder asks for. */
export async function installedFor(source, name) {
  const file = join(source, 'package.json');
  const { dependencies, devDependencies } = JSON.parse(readFileSync(file, 'utf8'));
  const list = createHash('sha256')
    .update(JSON.stringify([dependencies, devDependencies]))
    .digest('hex')
    .slice(0, 12);
  return cached(`${name}-${list}`, (aside) => {
    cpSync(file, join(aside, 'package.json'));
    install(aside);
  });
}
