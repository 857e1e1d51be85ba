// Makes sure that there is a build, and one that belongs to the present sources.
import { spawnSync } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** The file of a build that is written last. */
export const STAMP = 'dist/cjs/package.json';

/** Runs a program; ends this one if that fails. What went wrong it has said itself. */
export function run(command, ...args) {
  const { status, error } = spawnSync(command, args, { stdio: 'inherit' });
  if (error) throw error;
  if (status !== 0) process.exit(status ?? 1);
}

const modified = (path) => statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;

/** True if there is no build, or one that is older than its sources. */
export function isStale() {
  const sources = readdirSync('src', { recursive: true })
    .map((path) => join('src', path))
    .concat('src');
  const settings = ['package.json', 'tsconfig.json', 'tsconfig.build.json', 'scripts/build.mjs', 'scripts/bundle.mjs'];
  const built = modified(STAMP);
  return built === 0 || [...sources, ...settings].some((path) => modified(path) > built);
}

export function ensureBuilt() {
  if (isStale()) run(process.execPath, 'scripts/build.mjs');
}

/** Compiles examples/ and bench/ to build/. They import rx-btmgmt by its name, as users do, and so need the build. */
export function compilePrograms() {
  ensureBuilt();
  run('npx', 'tsc', '-p', 'tsconfig.programs.json');
}
