// Turns src/ into few files: one for each entry of package.json, and chunks for what entries share, so that a class is the
// same in all of them. Loading a hundred files took two thirds of the time that importing this library took.
import { existsSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { decode, encode } from '@jridgewell/sourcemap-codec';
import { build, transform } from 'esbuild';
import { packageEntries } from './entries.mjs';

/** The sources of all entries, and of what stands for them in browsers. */
const entrySources = () =>
  packageEntries().flatMap(({ path, browser = [] }) => [path, browser].flat().map((name) => `src/${name}.ts`));

/** Inner parts that specifications run in processes of their own, on the build: their state must be that of the entries. */
const INNER = ['src/transport/linux/poll.ts', 'src/transport/linux/system.ts'];

/** The command line, which is no entry: nobody imports it. */
const PROGRAMS = ['src/cli/main.ts'];

/** The one file that is CommonJS in both formats stays where it is, and stays a file. */
const KOFFI = 'transport/linux/koffi';
const koffi = {
  name: 'koffi',
  setup({ onResolve }) {
    onResolve({ filter: /\/koffi\.cjs$/ }, () => ({ path: KOFFI, external: true }));
  },
};

/** Chunks may lie anywhere, and esbuild does not know from where the path to a file that it leaves out begins. */
function pointToKoffi(file, folder) {
  const text = readFileSync(file, 'utf8');
  const path = relative(dirname(file), join(folder, `${KOFFI}.cjs`));
  writeFileSync(file, text.replaceAll(`"${KOFFI}"`, `"${path.startsWith('.') ? path : `./${path}`}"`));
}

const common = { target: 'es2022', sourcemap: true, sourcesContent: false, logLevel: 'warning' };

/** Empties the lines in which esbuild names the source of what follows: the map does that. */
function dropPaths(file) {
  writeFileSync(file, readFileSync(file, 'utf8').replace(/^\/\/ (src|dist-\w+)\/\S+$/gm, ''));
}

/** Maps of so many bytes stand in their files: two thirds of the files of the package would be small maps. */
const SMALL_MAP = 4096;

/**
 * Makes a map say from which line of the source each line comes, and no more: a twelfth of the size. Lists that a script made are
 * data: nothing fails in them.
 */
function mapByLines(file) {
  const path = `${file}.map`;
  if (!existsSync(path)) return;
  const map = JSON.parse(readFileSync(path, 'utf8'));
  const isCode = ([, source]) => source !== undefined && !map.sources[source].endsWith('.generated.ts');
  const lines = decode(map.mappings).map((segments) =>
    segments
      .filter(isCode)
      .slice(0, 1)
      .map(([, source, line]) => [0, source, line, 0]),
  );
  const text = JSON.stringify({ ...map, names: [], mappings: encode(lines) });
  if (text.length > SMALL_MAP) {
    writeFileSync(path, text);
    return;
  }
  rmSync(path);
  const url = `data:application/json;base64,${Buffer.from(text).toString('base64')}`;
  const code = readFileSync(file, 'utf8');
  writeFileSync(file, code.replace(/^(\/\/# sourceMappingURL=).*$/m, map.sources.length > 0 ? `$1${url}` : ''));
}

/**
 * The largest files, in bytes, which few people step into: without the white space they are a quarter smaller. Not those of which bundlers have to leave
 * out what is not used, by comments that esbuild takes for white space, too.
 */
const LARGE = 15_000;
const MAIN = /esm\/index\.js$/;
const LOOSE = /esm\/(index|assigned-numbers\/index)\.js$/;

const dense = { minifyWhitespace: true, minifySyntax: true, lineLimit: 160 };

/**
 * The simulated kernel and the kit for tests are a third of the package, and nobody steps into them: their own names are short, too, and no map
 * says where they come from. So are those of CommonJS, all of which is there a second time as ES modules. Names of errors and exports stay.
 */
const UNREAD = /(simulator|testing)\/index\.js$/;
const densest = { ...dense, minifyIdentifiers: true };

/** Takes the indentation out of a file that keeps its other white space. */
async function unindent(file) {
  const text = readFileSync(file, 'utf8');
  const flat = text.replace(/^ +/gm, '');
  const [before, after] = await Promise.all([text, flat].map((code) => transform(code, { minifyWhitespace: true })));
  if (before.code !== after.code) throw new Error(`${file}: the indentation is part of a text`);
  writeFileSync(file, flat);
}

/** Writes `esm/` and `cjs/` into a folder beside `src/`. */
export async function bundle(folder) {
  const [esm, cjs] = [join(folder, 'esm'), join(folder, 'cjs')];
  const { metafile } = await build({
    ...common,
    entryPoints: [...entrySources(), ...INNER, ...PROGRAMS],
    outdir: esm,
    outbase: 'src',
    chunkNames: 'chunks/[hash]',
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'neutral',
    packages: 'external',
    plugins: [koffi],
    metafile: true,
  });
  const files = Object.keys(metafile.outputs).filter((path) => path.endsWith('.js'));
  for (const file of files) pointToKoffi(file, esm);
  const large = files.filter((path) => metafile.outputs[path].bytes > LARGE && !UNREAD.test(path));
  const unread = files.filter((path) => UNREAD.test(path));
  // esbuild splits ES modules only: the same files again, each by itself, are CommonJS with the same chunks.
  const again = { ...common, outbase: esm, platform: 'node' };
  const toCommonJS = { ...again, outdir: cjs, format: 'cjs' };
  const inPlace = { ...again, outdir: esm, format: 'esm', allowOverwrite: true };
  await build({ ...toCommonJS, ...densest, entryPoints: files.filter((path) => !unread.includes(path)) });
  await build({ ...inPlace, ...dense, entryPoints: large.filter((path) => !LOOSE.test(path)) });
  for (const file of large.filter((path) => MAIN.test(path))) await unindent(file);
  for (const target of [toCommonJS, inPlace]) {
    await build({ ...target, ...densest, sourcemap: false, entryPoints: unread });
  }
  for (const file of unread) rmSync(`${file}.map`, { force: true });
  for (const outdir of [esm, cjs]) {
    await build({
      ...common,
      sourcemap: false,
      entryPoints: [`src/${KOFFI}.cts`],
      outdir,
      outbase: 'src',
      outExtension: { '.js': '.cjs' },
      format: 'cjs',
      platform: 'node',
    });
    const built = readdirSync(outdir, { recursive: true }).filter((path) => path.endsWith('.js'));
    for (const path of built) {
      dropPaths(join(outdir, path));
      mapByLines(join(outdir, path));
    }
  }
}
