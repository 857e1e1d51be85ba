// node scripts/pack.mjs FOLDER: builds if needed, packs what users would download into FOLDER, prints its path.
import { execFileSync } from 'node:child_process';
import { join, resolve } from 'node:path';
import { ensureBuilt } from './built.mjs';

/** Gives the path of the tarball, its size in bytes and the number of its files. */
export function pack(folder) {
  ensureBuilt();
  const output = execFileSync('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [{ filename, size, entryCount }] = JSON.parse(output.toString());
  return { path: join(folder, filename), size, entryCount };
}

if (process.argv[1] === import.meta.filename) console.log(pack(resolve(process.argv[2])).path);
