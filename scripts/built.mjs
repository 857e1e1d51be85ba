// Makes sure that there is a build, and one that belongs to the present sources.
import { spawnSync } from 'node:child_process';
import { readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The file of a build that is written last. */
export const STAMP = 'dist/cjs/package.json';

/** What makes a build. */
const SCRIPTS = ['build', 'bundle', 'declarations', 'entries', 'reached-from', 'split'];

/** Runs a program; ends this one if that fails. What went wrong it has said itself. */
export function run(command, ...args) {
  const { status, error } = spawnSync(command, args, { stdio: 'inherit' });
  if (error) throw error;
  if (status !== 0) process.exit(status ?? 1);
}

const modified = (path) => statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;

/** A folder with all that is in it. */
const within = (folder) => [folder, ...readdirSync(folder, { recursive: true }).map((path) => join(folder, path))];

/** True if a stamp is not there, or older than one of the files. */
const isOlder = (stamp, files) => {
  const made = modified(stamp);
  return made === 0 || files.some((path) => modified(path) > made);
};

/** True if there is no build, or one that is older than its sources. */
export function isStale() {
  const settings = ['package.json', 'tsconfig.json', 'tsconfig.build.json'];
  return isOlder(STAMP, [...within('src'), ...settings, ...SCRIPTS.map((name) => `scripts/${name}.mjs`)]);
}

export function ensureBuilt() {
  if (isStale()) run(process.execPath, 'scripts/build.mjs');
}

const PROGRAMS_STAMP = 'build/.programs';

/** Compiles examples/ and bench/ to build/. They import rx-btmgmt by its name, as users do, and so need the build. */
export function compilePrograms() {
  ensureBuilt();
  if (!isOlder(PROGRAMS_STAMP, [...within('examples'), ...within('bench'), 'tsconfig.programs.json', STAMP])) return;
  run('npx', 'tsc', '-p', 'tsconfig.programs.json');
  writeFileSync(PROGRAMS_STAMP, '');
}
