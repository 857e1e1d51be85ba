// Rolls up the compiler's declarations: one file for each entry of package.json, and one for what entries share, so that a class
// is one type in all of them. What no entry shows is in none of the files.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { rollup } from 'rollup';
import { dts } from 'rollup-plugin-dts';
import { packageEntries } from './entries.mjs';
import { reachedFrom } from './reached-from.mjs';

/**
 * Compilers before 5.7 know `Uint8Array` without parameters only. Where there is one, the compiler that makes the declarations
 * wrote the default of later ones.
 */
const plainArrays = {
  name: 'plain-arrays',
  renderChunk: (code) => code.replace(/\b(\w+Array|DataView)<ArrayBuffer(Like)?>/g, '$1'),
};

/** A tenth of what users download of declarations would be white space: comments stand at the margin, and four spaces are one. */
const littleSpace = {
  name: 'little-space',
  renderChunk: (code) =>
    code.replace(/^ +(?=\/\*\*|\*)/gm, '').replace(/^(?: {4})+/gm, (spaces) => ' '.repeat(spaces.length / 4)),
};

/** What several entries reach is one file: left alone, rollup makes one for each combination of entries. */
function sharedChunk(id, { getModuleInfo }) {
  const { isEntry, isExternal } = getModuleInfo(id);
  return !isEntry && !isExternal && reachedFrom(id, getModuleInfo).length > 1 ? 'shared' : undefined;
}

/** The declarations of an entry that is no CommonJS; what it shares with others stays where it is. */
function moveToESM(file, target) {
  const text = readFileSync(file, 'utf8').replace(
    /(\bfrom ')(\.[^']+)/g,
    (_, from, path) => `${from}${relative(dirname(target), join(dirname(file), path))}`,
  );
  writeFileSync(target, text);
  rmSync(file);
}

/** Makes `cjs/` and `esm/` in `to` of the declarations in `from`. */
export async function rollDeclarations(from, to) {
  const entries = packageEntries();
  const bundle = await rollup({
    input: Object.fromEntries(entries.map(({ path }) => [path, join(from, `${path}.d.ts`)])),
    external: [/^rxjs(\/|$)/, /^node:/, /^@(angular|nestjs)\//],
    plugins: [dts(), plainArrays, littleSpace],
    onwarn(warning, warn) {
      // That a type which an entry uses is not exported by it stands in its report (etc/).
      if (!/references private shared type exports/.test(warning.message)) warn(warning);
    },
  });
  await bundle.write({
    dir: join(to, 'cjs'),
    entryFileNames: '[name].d.ts',
    chunkFileNames: '[name].d.ts',
    manualChunks: sharedChunk,
    minifyInternalExports: false,
  });
  await bundle.close();
  // They are there once: ES modules may import from CommonJS, and not the other way round.
  for (const { path, esmOnly } of entries) {
    const file = join(to, 'esm', `${path}.d.ts`);
    mkdirSync(dirname(file), { recursive: true });
    if (esmOnly) moveToESM(join(to, 'cjs', `${path}.d.ts`), file);
    else writeFileSync(file, `export * from '${relative(dirname(file), join(to, 'cjs', path))}.js';\n`);
  }
}
