// node scripts/sizes.mjs: what the entries weigh, bundled, minified and gzipped; fails if one is over its budget,
// or has none.
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { ensureBuilt } from './built.mjs';
import { packageEntries } from './entries.mjs';

/** What a bundle must not hold, unless it says otherwise. */
const STRAYS = /beacons|assigned-numbers|simulator|testing|transport\/linux/;
const NEEDS_NODE = /\.node\.|transport\/linux\/(?!index\.browser)|koffi/;
const NOT_NESTS = /beacons|assigned-numbers|simulator|testing|btsnoop|websocket/;
const ALL_BUT_NUMBERS = /src\/(?!assigned-numbers)/;

/** All of an entry, or one name of it, and the budget in kB. rxjs and Nest are the application's own. */
const BUNDLES = [
  // With the tables and their words, which only those pay for who ask for them.
  { from: 'rx-btmgmt', budget: 92 },
  { from: 'rx-btmgmt', name: 'Mgmt', budget: 35 },
  { from: 'rx-btmgmt/protocol', budget: 34 },
  { from: 'rx-btmgmt/protocol', name: 'encodeCommand', budget: 16 },
  { from: 'rx-btmgmt/protocol', name: 'parseAdvertisingData', budget: 11 },
  { from: 'rx-btmgmt/beacons', budget: 14, strays: /assigned-numbers|simulator|testing|transport|src\/mgmt/ },
  { from: 'rx-btmgmt/btsnoop', budget: 23 },
  { from: 'rx-btmgmt/websocket', budget: 8 },
  // Without the simulator, as long as nobody asks for it.
  { from: 'rx-btmgmt/angular', budget: 110, strays: /assigned-numbers|transport\/linux/ },
  {
    from: 'rx-btmgmt/angular',
    name: 'provideBtmgmt, withWebSocket, injectController',
    budget: 48,
  },
  // What stands for them in browsers.
  { from: 'rx-btmgmt/linux', budget: 1, strays: NEEDS_NODE },
  { from: 'rx-btmgmt/btsnoop-node', budget: 1, strays: NEEDS_NODE },
  { from: 'rx-btmgmt/keys-node', budget: 1, strays: NEEDS_NODE },
  { from: 'rx-btmgmt/websocket-server', budget: 1, strays: NEEDS_NODE },
  // They run in Node, and hold what reaches the kernel.
  { from: 'rx-btmgmt/nest', budget: 60, strays: NOT_NESTS, platform: 'node' },
  { from: 'rx-btmgmt/nest-microservices', budget: 40, strays: NOT_NESTS, platform: 'node' },
  { from: 'rx-btmgmt/testing', budget: 49, strays: /beacons|assigned-numbers|simulator|transport\/linux/ },
  { from: 'rx-btmgmt/simulator', budget: 80, strays: /assigned-numbers|transport\/linux|src\/mgmt/ },
  { from: 'rx-btmgmt/assigned-numbers', budget: 56, strays: ALL_BUT_NUMBERS },
  { from: 'rx-btmgmt/assigned-numbers', name: 'serviceName', budget: 9, strays: ALL_BUT_NUMBERS },
  { from: 'rx-btmgmt/assigned-numbers', name: 'companyName', budget: 38, strays: ALL_BUT_NUMBERS },
  { from: 'rx-btmgmt/assigned-numbers', name: 'characteristicName', budget: 9, strays: ALL_BUT_NUMBERS },
  { from: 'rx-btmgmt/assigned-numbers', name: 'descriptorName', budget: 1, strays: ALL_BUT_NUMBERS },
  { from: 'rx-btmgmt/assigned-numbers', name: 'appearanceName', budget: 3, strays: ALL_BUT_NUMBERS },
];

const KB = 1000;
const common = { bundle: true, minify: true, format: 'esm', write: false };

/** Bytes that are loaded for what is imported from the package. */
async function sizeOf(names, specifier, platform) {
  const { outputFiles } = await build({
    ...common,
    platform,
    stdin: { contents: `export ${names} from '${specifier}';`, resolveDir: '.' },
    external: ['rxjs', '@angular/*', '@nestjs/*'],
    // esbuild writes such imports itself, for the order of chunks that do nothing when they are loaded.
    logOverride: { 'ignored-bare-import': 'silent' },
    // Ours sends the names of the entries to the sources.
    tsconfigRaw: {},
  });
  return gzipSync(outputFiles[0].contents, { level: 9 }).length;
}

/** The sources of which there is something in that: the package's files hold many each. */
async function sourcesOf(names, { path, browser = path }, platform) {
  const { metafile } = await build({
    ...common,
    platform,
    stdin: { contents: `export ${names} from './src/${browser}.ts';`, resolveDir: '.' },
    packages: 'external',
    metafile: true,
  });
  const { inputs } = Object.values(metafile.outputs)[0];
  return Object.keys(inputs).filter((source) => inputs[source].bytesInOutput > 0 && source.startsWith('src/'));
}

ensureBuilt();
const entries = packageEntries();
const problems = entries
  .filter(({ specifier }) => !BUNDLES.some(({ from, name }) => from === specifier && name === undefined))
  .map(({ specifier }) => `${specifier} has no budget`);
for (const { from, name, budget, strays: pattern = STRAYS, platform = 'browser' } of BUNDLES) {
  const what = name === undefined ? from : `${name} of ${from}`;
  const names = name === undefined ? '*' : `{ ${name} }`;
  const entry = entries.find(({ specifier }) => specifier === from);
  const [size, sources] = await Promise.all([sizeOf(names, from, platform), sourcesOf(names, entry, platform)]);
  const strays = sources.filter((path) => pattern.test(path));
  console.log(`${what.padEnd(48)} ${String(size).padStart(6)} bytes, at most ${budget * KB}`);
  if (size > budget * KB) problems.push(`${what} is over its budget`);
  if (sources.length === 0) problems.push(`${what} holds nothing`);
  if (strays.length > 0) problems.push(`${what} holds ${strays.join(', ')}`);
}
for (const problem of problems) console.error(problem);
process.exitCode = problems.length > 0 ? 1 : 0;
