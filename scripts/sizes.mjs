// node scripts/sizes.mjs: what the entries weigh in a browser, bundled, minified and gzipped; fails if one is over its budget,
// or has none.
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { ensureBuilt } from './built.mjs';
import { packageEntries } from './entries.mjs';

/** What a bundle must not hold, unless it says otherwise. */
const STRAYS = /beacons|assigned-numbers|simulator|testing|transport\/linux/;
const NEEDS_NODE = /\.node\.|transport\/linux\/(?!index\.browser)|koffi/;
const ALL_BUT_NUMBERS = /src\/(?!assigned-numbers)/;

/** All of an entry, or one name of it, and the budget in kB. rxjs is the application's own. */
const BUNDLES = [
  // With the tables and their words, which only those pay for who ask for them.
  { from: 'rx-btmgmt', budget: 92 },
  { from: 'rx-btmgmt', name: 'Mgmt', budget: 35 },
  { from: 'rx-btmgmt/protocol', budget: 34 },
  { from: 'rx-btmgmt/protocol', name: 'encodeCommand', budget: 16 },
  { from: 'rx-btmgmt/protocol', name: 'parseAdvertisingData', budget: 11 },
  { from: 'rx-btmgmt/beacons', budget: 14, strays: /assigned-numbers|simulator|testing|transport|src\/mgmt/ },
  { from: 'rx-btmgmt/btsnoop', budget: 22 },
  { from: 'rx-btmgmt/websocket', budget: 8 },
  // What stands for them in browsers.
  { from: 'rx-btmgmt/linux', budget: 1, strays: NEEDS_NODE },
  { from: 'rx-btmgmt/btsnoop-node', budget: 1, strays: NEEDS_NODE },
  { from: 'rx-btmgmt/keys-node', budget: 1, strays: NEEDS_NODE },
  { from: 'rx-btmgmt/websocket-server', budget: 1, strays: NEEDS_NODE },
  { from: 'rx-btmgmt/testing', budget: 47, strays: /beacons|assigned-numbers|simulator|transport\/linux/ },
  { from: 'rx-btmgmt/simulator', budget: 80, strays: /assigned-numbers|transport\/linux|src\/mgmt/ },
  { from: 'rx-btmgmt/assigned-numbers', budget: 56, strays: ALL_BUT_NUMBERS },
  { from: 'rx-btmgmt/assigned-numbers', name: 'serviceName', budget: 9, strays: ALL_BUT_NUMBERS },
  { from: 'rx-btmgmt/assigned-numbers', name: 'companyName', budget: 38, strays: ALL_BUT_NUMBERS },
  { from: 'rx-btmgmt/assigned-numbers', name: 'characteristicName', budget: 9, strays: ALL_BUT_NUMBERS },
  { from: 'rx-btmgmt/assigned-numbers', name: 'descriptorName', budget: 1, strays: ALL_BUT_NUMBERS },
  { from: 'rx-btmgmt/assigned-numbers', name: 'appearanceName', budget: 3, strays: ALL_BUT_NUMBERS },
];

const KB = 1000;
/** The sources of a built file, from its map; one without a map only passes on. */
function sourcesOf(path) {
  if (!path.startsWith('dist/')) return [];
  const [, url] = /^\/\/# sourceMappingURL=(.*)$/m.exec(readFileSync(path, 'utf8')) ?? [];
  if (url === undefined) return [];
  const [, inside] = /^data:application\/json;base64,(.*)$/.exec(url) ?? [];
  const text = inside === undefined ? readFileSync(`${path}.map`, 'utf8') : Buffer.from(inside, 'base64').toString();
  return JSON.parse(text).sources;
}

/** Bytes that a browser loads, and the sources that they were made of. */
async function measure(code) {
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
  return { size, sources: Object.keys(metafile.inputs).flatMap(sourcesOf) };
}

ensureBuilt();
const problems = packageEntries()
  .filter(({ specifier }) => !BUNDLES.some(({ from, name }) => from === specifier && name === undefined))
  .map(({ specifier }) => `${specifier} has no budget`);
for (const { from, name, budget, strays: pattern = STRAYS } of BUNDLES) {
  const what = name === undefined ? from : `${name} of ${from}`;
  const { size, sources } = await measure(`export ${name === undefined ? '*' : `{ ${name} }`} from '${from}';`);
  const strays = sources.filter((path) => pattern.test(path));
  console.log(`${what.padEnd(48)} ${String(size).padStart(6)} bytes, at most ${budget * KB}`);
  if (size > budget * KB) problems.push(`${what} is over its budget`);
  if (sources.length === 0) problems.push(`${what} holds nothing`);
  if (strays.length > 0) problems.push(`${what} holds ${strays.join(', ')}`);
}
for (const problem of problems) console.error(problem);
process.exitCode = problems.length > 0 ? 1 : 0;
