import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import ts from 'typescript';
import { anchorsOf, linksOf, pages, snippetsOf, textOf } from './markdown.js';
import type { Snippet } from './markdown.js';
import { asProgram } from './snippet-program.js';

/** What the compiler says of each snippet. */
function compile(snippets: readonly Snippet[]): Map<string, string[]> {
  const { config } = ts.readConfigFile('tsconfig.json', (path) => ts.sys.readFile(path)) as { config: object };
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, '.');
  const host = ts.createCompilerHost({ ...options, noUnusedLocals: false });
  const files = new Map(snippets.map((snippet, n) => [resolve(snippet.file ?? `snippet-${n}.ts`), snippet]));
  if (files.size < snippets.length) throw new Error('Two examples have the same file name');
  const fileExists = host.fileExists.bind(host);
  const readFile = host.readFile.bind(host);
  const getSourceFile = host.getSourceFile.bind(host);
  host.fileExists = (path) => files.has(path) || fileExists(path);
  host.readFile = (path) => {
    const snippet = files.get(path);
    return snippet ? asProgram(snippet) : readFile(path);
  };
  host.getSourceFile = (path, languageVersion, ...rest) => {
    const snippet = files.get(path);
    return snippet
      ? ts.createSourceFile(path, asProgram(snippet), languageVersion)
      : getSourceFile(path, languageVersion, ...rest);
  };
  const program = ts.createProgram([...files.keys()], { ...options, noUnusedLocals: false }, host);
  const said = new Map<string, string[]>(snippets.map(({ place }) => [place, []]));
  for (const [path, { place }] of files) {
    for (const { messageText } of ts.getPreEmitDiagnostics(program, program.getSourceFile(path))) {
      said.get(place)?.push(ts.flattenDiagnosticMessageText(messageText, '\n'));
    }
  }
  return said;
}

describe('the documentation', () => {
  const snippets = pages.flatMap(snippetsOf);
  const wrong = { place: 'nowhere', code: "mgmt.command$('SetPowered', 0, 'x');" };
  const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> };
  let said: Map<string, string[]>;

  beforeAll(() => {
    said = compile([...snippets, wrong]);
  }, 120_000);

  it('has examples on its first page', () => {
    expect(snippets.filter(({ place }) => place.startsWith('README.md')).length).toBeGreaterThan(3);
  });

  it('would notice an example that does not compile', () => {
    expect(said.get('nowhere')).toEqual([expect.stringContaining('is not assignable')]);
  });

  it.each(snippets.map(({ place }) => place))('has an example at %s that compiles', (place) => {
    expect(said.get(place)).toEqual([]);
  });

  it.each(pages)('%s names only scripts that exist', (page) => {
    const named = [...textOf(page).matchAll(/npm run (?:-s )?([\w:-]+)/g)].map((match) => match[1] ?? '');
    expect(named.filter((name) => !(name in scripts))).toEqual([]);
  });

  it.each(pages)('%s links to files and headings that exist', (page) => {
    const broken = linksOf(page).filter((link) => {
      const [path = '', anchor] = link.split('#');
      const file = path === '' ? page : join(dirname(page), path);
      return !existsSync(file) || (anchor !== undefined && !anchorsOf(file).includes(anchor));
    });
    expect(broken).toEqual([]);
  });
});
