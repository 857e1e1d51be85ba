// node scripts/sizes.mjs: what the entries weigh in a browser, bundled, minified and gzipped; fails if one is over its budget.
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';

const KB = 1000;

/** The code that is bundled, and its budget in bytes. rxjs is the application's own. */
const ENTRIES = [
  { what: 'the protocol alone', code: `export * from './dist/esm/protocol/index.js';`, budget: 20 * KB },
  { what: 'rx-btmgmt', code: `export * from './dist/esm/index.js';`, budget: 26 * KB },
];

let over = 0;
for (const { what, code, budget } of ENTRIES) {
  const { outputFiles, metafile } = await build({
    stdin: { contents: code, resolveDir: '.' },
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'browser',
    external: ['rxjs'],
    write: false,
    metafile: true,
  });
  const size = gzipSync(outputFiles[0].contents, { level: 9 }).length;
  const strays = Object.keys(metafile.inputs).filter((path) => /beacons|assigned-numbers|transport\/linux/.test(path));
  const bad = size > budget || strays.length > 0;
  if (bad) over++;
  console.log(
    `${what.padEnd(20)} ${String(size).padStart(6)} bytes, at most ${budget}${bad ? ' OVER BUDGET' : ''} ${strays.join(' ')}`,
  );
}
process.exitCode = over > 0 ? 1 : 0;
