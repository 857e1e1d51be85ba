// node scripts/pack.mjs FOLDER: builds if needed, packs what users would download into FOLDER, prints its path.
import { execFileSync } from 'node:child_process';
import { join, resolve } from 'node:path';
import { ensureBuilt } from './built.mjs';

/** Gives the path of the tarball, its size and that of what is in it in bytes, and the paths of its files. */
export function pack(folder) {
  ensureBuilt();
  const output = execFileSync('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [{ filename, size, unpackedSize, files }] = JSON.parse(output.toString());
  return { path: join(folder, filename), size, unpackedSize, files: files.map(({ path }) => path) };
}

if (process.argv[1] === import.meta.filename) console.log(pack(resolve(process.argv[2])).path);
