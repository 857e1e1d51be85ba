import { build } from 'esbuild';

/** Modules of src that no entry exports, for generators of documentation: what they share is the same for all. @param {string[]} paths */
export async function importSources(...paths) {
  const contents = paths.map((path, n) => `export * as module${n} from './${path}';`).join('\n');
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: '.' },
    bundle: true,
    format: 'esm',
    platform: 'neutral',
    external: ['rxjs'],
    write: false,
    // Ours sends the names of the entries to the sources.
    tsconfigRaw: {},
  });
  const modules = await import(`data:text/javascript,${encodeURIComponent(outputFiles[0].text)}`);
  return paths.map((_, n) => modules[`module${n}`]);
}

/** One of them. @param {string} path */
export async function importSource(path) {
  const [module] = await importSources(path);
  return module;
}
