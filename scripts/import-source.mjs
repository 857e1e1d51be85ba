import { build } from 'esbuild';

/** A module of src that no entry exports, for generators of documentation. @param {string} path */
export async function importSource(path) {
  const { outputFiles } = await build({
    entryPoints: [path],
    bundle: true,
    format: 'esm',
    platform: 'neutral',
    external: ['rxjs'],
    write: false,
    // Ours sends the names of the entries to the sources.
    tsconfigRaw: {},
  });
  return import(`data:text/javascript,${encodeURIComponent(outputFiles[0].text)}`);
}
