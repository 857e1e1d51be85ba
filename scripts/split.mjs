// Puts what entries share into few files. Each file that Node opens costs as much as evaluating ten kilobytes, and esbuild makes
// one for each combination of entries that share something.
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { transform } from 'esbuild';
import { rollup } from 'rollup';
import { reachedFrom } from './reached-from.mjs';

const isOwn = (specifier) => /^\.{0,2}\//.test(specifier);

/** Whether evaluating an expression does nothing but make a value, as every bundler knows. */
function isPlain(node) {
  switch (node?.type) {
    case 'Literal':
    case 'Identifier':
    case 'FunctionExpression':
    case 'ArrowFunctionExpression':
    case 'ClassExpression':
      return true;
    case 'UnaryExpression':
      return isPlain(node.argument);
    case 'TemplateLiteral':
      return node.expressions.length === 0;
    case 'ArrayExpression':
      return node.elements.every(isPlain);
    case 'ObjectExpression':
      return node.properties.every(({ value, computed }) => !computed && isPlain(value));
    default:
      return false;
  }
}

/** The names that a declaration gives. */
function namesIn(pattern) {
  switch (pattern?.type) {
    case 'Identifier':
      return [pattern.name];
    case 'ArrayPattern':
      return pattern.elements.flatMap(namesIn);
    case 'ObjectPattern':
      return pattern.properties.flatMap(({ type, value, argument }) =>
        namesIn(type === 'RestElement' ? argument : value),
      );
    case 'RestElement':
      return namesIn(pattern.argument);
    case 'AssignmentPattern':
      return namesIn(pattern.left);
    default:
      return [];
  }
}

const pure = (body) => `/* @__PURE__ */ (() => ${body})()`;

/** A constant, or several of one expression, without anything that could be more than that. */
function markDeclarator(code, { id, init, start, end }) {
  const value = code.slice(init.start, init.end);
  if (id.type === 'Identifier') return isPlain(init) ? code.slice(start, end) : `${id.name} = ${pure(`(${value})`)}`;
  const names = namesIn(id);
  const all = `all_${names.join('_')}`;
  const made = pure(`{ const ${code.slice(start, end)}; return { ${names.join(', ')} }; }`);
  return [`${all} = ${made}`, ...names.map((name) => `${name} = ${pure(`${all}.${name}`)}`)].join(', ');
}

/**
 * Lets bundlers leave out constants that are not used: none of ours does anything but be a value, which a bundler cannot see of
 * one that is called or looked up. Files as large as these would be loaded as a whole otherwise. Minifiers take the functions away.
 */
function markPure(code, { body }) {
  return body
    .map((statement) => (statement.type === 'ExportNamedDeclaration' ? statement.declaration : statement))
    .filter((declaration) => declaration?.type === 'VariableDeclaration' && declaration.kind === 'const')
    .flatMap(({ declarations }) => declarations)
    .reduceRight(
      (text, declarator) =>
        text.slice(0, declarator.start) + markDeclarator(code, declarator) + text.slice(declarator.end),
      code,
    );
}

/** Rollup reads JavaScript, from files that are called `.ts` and imported as `.js`. */
const typescript = (target, outside) => ({
  name: 'typescript',
  resolveId(specifier, importer) {
    const id = outside(specifier);
    if (id !== undefined || !isOwn(specifier)) return { id: id ?? specifier, external: true, moduleSideEffects: false };
    const path = importer === undefined ? resolve(specifier) : resolve(importer, '..', specifier);
    return { id: path.replace(/\.js$/, '.ts'), moduleSideEffects: false };
  },
  async load(id) {
    const { code, map } = await transform(readFileSync(id, 'utf8'), {
      loader: 'ts',
      target,
      sourcemap: 'external',
      sourcesContent: false,
      sourcefile: id,
    });
    return { code: markPure(code, this.parse(code)), map };
  },
});

/**
 * What `rx-btmgmt/protocol` loads is one file, and what else the main entry shares with others is a second one. The rest is
 * left to rollup. Entries that are not published, `inner`, only pass on what stands in a file that is.
 */
function chunkOf(protocol, main, inner) {
  return (id, { getModuleInfo }) => {
    if (inner.includes(id)) return 'linux';
    const entries = reachedFrom(id, getModuleInfo);
    if (getModuleInfo(id).isEntry || entries.length < 2) return undefined;
    if (entries.includes(protocol)) return 'protocol';
    return entries.includes(main) ? 'shared' : undefined;
  };
}

/**
 * Bundles `src/` to ES modules with maps. `outside` gives imports that stay their name.
 *
 * @param {{ entries: string[], to: string, target: string, outside: (specifier: string) => string | undefined, inner: string[] }} options
 * @returns {Promise<{ path: string, bytes: number }[]>} what was written
 */
export async function split({ entries, inner, to, target, outside }) {
  const bundle = await rollup({
    input: Object.fromEntries(
      [...entries, ...inner].map((path) => [path.replace(/^src\/(.*)\.ts$/, '$1'), resolve(path)]),
    ),
    plugins: [typescript(target, outside)],
    onwarn(warning) {
      throw new Error(warning.message);
    },
  });
  const { output } = await bundle.write({
    dir: to,
    format: 'es',
    sourcemap: true,
    sourcemapExcludeSources: true,
    entryFileNames: '[name].js',
    chunkFileNames: 'chunks/[name].js',
    manualChunks: chunkOf(
      resolve('src/protocol/index.ts'),
      resolve('src/index.ts'),
      inner.map((path) => resolve(path)),
    ),
    onlyExplicitManualChunks: true,
    hoistTransitiveImports: false,
  });
  await bundle.close();
  return output
    .filter(({ type }) => type === 'chunk')
    .map(({ fileName, code }) => ({ path: join(to, fileName), bytes: Buffer.byteLength(code) }));
}
