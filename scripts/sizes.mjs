// node scripts/sizes.mjs: what the entries weigh in a browser, bundled, minified and gzipped; fails if one is over its budget.
import { existsSync, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { ensureBuilt } from './built.mjs';

const KB = 1000;

/** The code that is bundled, and its budget in bytes. rxjs is the application's own. */
const ENTRIES = [
  { what: 'the protocol alone', code: `export * from 'rx-btmgmt/protocol';`, budget: 20 * KB },
  { what: 'rx-btmgmt', code: `export * from 'rx-btmgmt';`, budget: 26 * KB },
  {
    what: 'advertising data only',
    code: `export { parseAdvertisingData } from 'rx-btmgmt/protocol';`,
    budget: 10 * KB,
  },
  {
    what: 'the simulator',
    code: `export { createSimulator } from 'rx-btmgmt/simulator';`,
    budget: 80 * KB,
    strays: /assigned-numbers|transport\/linux|src\/mgmt/,
  },
];

/** What an entry must not hold, unless it says otherwise. */
const STRAYS = /beacons|assigned-numbers|simulator|testing|transport\/linux/;

/** The sources of a built file. */
function sourcesOf(path) {
  if (!path.startsWith('dist/')) return [];
  if (!existsSync(`${path}.map`)) throw new Error(`${path} does not say what it was made of`);
  return JSON.parse(readFileSync(`${path}.map`, 'utf8')).sources;
}

ensureBuilt();
let over = 0;
for (const { what, code, budget, strays: pattern = STRAYS } of ENTRIES) {
  const { outputFiles, metafile } = await build({
    stdin: { contents: code, resolveDir: '.' },
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'browser',
    external: ['rxjs'],
    write: false,
    metafile: true,
    // esbuild writes such imports itself, for the order of chunks that do nothing when they are loaded.
    logOverride: { 'ignored-bare-import': 'silent' },
    // Ours sends the names of the entries to the sources.
    tsconfigRaw: {},
  });
  const size = gzipSync(outputFiles[0].contents, { level: 9 }).length;
  const sources = Object.keys(metafile.inputs).flatMap(sourcesOf);
  const strays = sources.filter((path) => pattern.test(path));
  const bad = size > budget || strays.length > 0 || sources.length === 0;
  if (bad) over++;
  console.log(
    `${what.padEnd(21)} ${String(size).padStart(6)} bytes, at most ${budget}${bad ? ' OVER BUDGET' : ''} ${strays.join(' ')}`,
  );
}
process.exitCode = over > 0 ? 1 : 0;
