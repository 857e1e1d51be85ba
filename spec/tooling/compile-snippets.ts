import { resolve } from 'node:path';
import ts from 'typescript';
import type { Snippet } from './markdown.js';
import { asProgram } from './snippet-program.js';

/** What the compiler says of each snippet. */
export function compile(snippets: readonly Snippet[]): Map<string, string[]> {
  const { config } = ts.readConfigFile('tsconfig.json', (path) => ts.sys.readFile(path)) as { config: object };
  const { options: own } = ts.parseJsonConfigFileContent(config, ts.sys, '.');
  // The other package of this repository, as beside this one.
  const paths = { ...own.paths, 'rx-btmgmt-dashboard': [resolve('packages/dashboard/index.d.ts')] };
  const options = { ...own, paths };
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
