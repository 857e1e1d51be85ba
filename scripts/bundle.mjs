// Turns src/ into few files: one for each entry of package.json, and chunks for what entries share, so that a class is the
// same in all of them. Loading a hundred files took two thirds of the time that importing this library took.
import { existsSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { decode, encode } from '@jridgewell/sourcemap-codec';
import { build } from 'esbuild';
import { minify } from 'terser';
import { packageEntries } from './entries.mjs';
import { split } from './split.mjs';

/** The sources of all entries, and of what stands for them in browsers. */
const entrySources = () =>
  packageEntries().flatMap(({ path, browser = [] }) => [path, browser].flat().map((name) => `src/${name}.ts`));

/** Inner parts that specifications run in processes of their own, on the build: their state must be that of the entries. */
const INNER = ['src/transport/linux/poll.ts', 'src/transport/linux/system.ts'];

/** The command line, which is no entry: nobody imports it. */
const PROGRAMS = ['src/cli/main.ts'];

/** The one file that is CommonJS in both formats stays where it is, and stays a file. */
const KOFFI = 'transport/linux/koffi';
const koffi = (specifier) => (specifier.endsWith('/koffi.cjs') ? KOFFI : undefined);

/** Chunks may lie anywhere, and nobody told rollup from where the path to a file that it leaves out begins. */
function pointToKoffi(file, folder) {
  const text = readFileSync(file, 'utf8');
  const path = relative(dirname(file), join(folder, `${KOFFI}.cjs`));
  writeFileSync(file, text.replaceAll(`'${KOFFI}'`, `'${path.startsWith('.') ? path : `./${path}`}'`));
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
const MAIN = /esm\/(index|chunks\/(protocol|shared))\.js$/;
const LOOSE = /esm\/(index|assigned-numbers\/index|chunks\/(protocol|shared))\.js$/;

const dense = { minifyWhitespace: true, minifySyntax: true, lineLimit: 160 };

/**
 * The simulated kernel and the kit for tests are a third of the package, and nobody steps into them: their own names are short, too, and no map
 * says where they come from. So are those of CommonJS, but for classes: all of it is there a second time as ES modules. Names of errors and exports stay.
 */
const UNREAD = /(simulator|testing)\/index\.js$|chunks\/simulator\.js$/;
const densest = { ...dense, minifyIdentifiers: true };

/** As esbuild's classes are written. Their names are what errors are called, and what is seen of objects. */
const CLASS = /([\w$]+) ?= ?class\b|\bclass ([\w$]+)/g;

/**
 * Takes out white space and writes shorter what means the same, as esbuild does, and keeps what esbuild does not: comments for bundlers, and the names of functions and classes, which stand in
 * stack traces and errors. Parameters and variables are short, and all is ASCII, which V8 reads faster.
 */
async function shorten(file, { names }) {
  const code = readFileSync(file, 'utf8');
  const classes = [...code.matchAll(CLASS)].map(([, assigned, declared]) => assigned ?? declared);
  const isModule = names === 'of functions';
  const short = await minify(code, {
    ecma: 2020,
    module: isModule,
    // Not what would take functions apart, which stand in stack traces; nor CommonJS, in which dead code tells Node the names of the exports.
    compress: isModule && { ecma: 2020, inline: false, reduce_funcs: false, keep_fnames: true, keep_classnames: true },
    mangle: isModule
      ? { toplevel: false, keep_fnames: true, keep_classnames: true }
      : { toplevel: true, reserved: classes },
    format: { max_line_len: dense.lineLimit, ascii_only: true, comments: /@__PURE__/, preserve_annotations: true },
    sourceMap: { content: readFileSync(`${file}.map`, 'utf8'), url: `${basename(file)}.map` },
  });
  writeFileSync(file, short.code);
  writeFileSync(`${file}.map`, short.map);
}

/** Writes `esm/` and `cjs/` into a folder beside `src/`. */
export async function bundle(folder) {
  const [esm, cjs] = [join(folder, 'esm'), join(folder, 'cjs')];
  const written = await split({
    entries: [...entrySources(), ...PROGRAMS],
    inner: INNER,
    to: esm,
    target: common.target,
    outside: koffi,
  });
  const files = written.map(({ path }) => path);
  for (const file of files) pointToKoffi(file, esm);
  const large = written.filter(({ path, bytes }) => bytes > LARGE && !UNREAD.test(path)).map(({ path }) => path);
  const unread = files.filter((path) => UNREAD.test(path));
  // Nothing splits CommonJS: the same files again, each by itself, are CommonJS with the same chunks.
  const again = { ...common, outbase: esm, platform: 'node' };
  const toCommonJS = { ...again, outdir: cjs, format: 'cjs' };
  const inPlace = { ...again, outdir: esm, format: 'esm', allowOverwrite: true };
  const esmOnly = packageEntries().flatMap((entry) => (entry.esmOnly ? [join(esm, `${entry.path}.js`)] : []));
  const required = files.filter((path) => !unread.includes(path) && !esmOnly.includes(path));
  await build({ ...toCommonJS, entryPoints: required });
  await build({ ...inPlace, ...dense, entryPoints: large.filter((path) => !LOOSE.test(path)) });
  for (const file of large.filter((path) => MAIN.test(path))) await shorten(file, { names: 'of functions' });
  for (const file of required) {
    await shorten(join(cjs, relative(esm, file)), { names: 'of classes' });
  }
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
