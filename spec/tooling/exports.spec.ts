import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

const ENTRIES = Object.entries((JSON.parse(readFileSync('package.json', 'utf8')) as { exports: object }).exports)
  .filter(([, conditions]) => typeof conditions === 'object')
  .map(([path]) => path.replace(/^\./, 'rx-btmgmt'));

/** What an entry gives to programs of JavaScript. */
const exportsOf = async (entry: string): Promise<[string, unknown][]> =>
  Object.entries((await import(entry)) as Record<string, unknown>);

/** How a value stands on the wire: nobody's business but ours, and free to change. */
const isCodec = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && ('read' in value || 'write' in value || 'get' in value);

/** All that can be reached from a value by its properties. */
function reachable(value: unknown, seen = new Set<unknown>()): Set<unknown> {
  if (typeof value === 'object' && value !== null && !seen.has(value)) {
    seen.add(value);
    for (const part of Object.values(value)) reachable(part, seen);
  } else if (typeof value === 'function') seen.add(value);
  return seen;
}

describe.each(ENTRIES)('%s', (entry) => {
  it('exports no codec, and nothing that holds one', async () => {
    const constants = (await exportsOf(entry)).filter(([, value]) => typeof value === 'object');
    const holding = constants.filter(([, value]) => [...reachable(value)].some(isCodec)).map(([name]) => name);
    expect(holding).toEqual([]);
  });

  it('exports constants that are data', async () => {
    const constants = (await exportsOf(entry)).filter(([, value]) => typeof value === 'object');
    for (const [name, value] of constants) expect([name, structuredClone(value)]).toEqual([name, value]);
  });

  it('exports no two names that differ in case only', async () => {
    const names = (await exportsOf(entry)).map(([name]) => name.toLowerCase());
    expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([]);
  });
});

/** What an entry exports, and of the types of its own that it does not export, which ones the exports name. */
function namesIn(report: string): {
  readonly exported: ReadonlySet<string>;
  readonly named: ReadonlyMap<string, string>;
} {
  const [, declarations = ''] = /```ts\n(.*?)```/s.exec(report) ?? [];
  const all = new Set<string>();
  const exported = new Set<string>();
  const named = new Map<string, string>();
  for (const statement of ts.createSourceFile('report.ts', declarations, ts.ScriptTarget.ES2022).statements) {
    const declared = ts.isVariableStatement(statement) ? statement.declarationList.declarations[0] : statement;
    const name = (declared as ts.NamedDeclaration | undefined)?.name;
    if (name === undefined || !ts.isIdentifier(name)) continue;
    all.add(name.text);
    const modifiers = ts.canHaveModifiers(statement) ? (ts.getModifiers(statement) ?? []) : [];
    if (!modifiers.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword)) continue;
    exported.add(name.text);
    const look = (node: ts.Node): void => {
      if (ts.isTypeReferenceNode(node) && ts.isIdentifier(node.typeName)) named.set(node.typeName.text, name.text);
      if (ts.isExpressionWithTypeArguments(node) && ts.isIdentifier(node.expression)) {
        named.set(node.expression.text, name.text);
      }
      ts.forEachChild(node, look);
    };
    look(statement);
  }
  return { exported, named: new Map([...named].filter(([type]) => all.has(type))) };
}

/** Types that make types, and what only says what others have in common: nobody writes them down. */
const UNNAMED: ReadonlySet<string> = new Set([
  ...['AdKinds', 'CommandOf', 'EventInputMap', 'EventMap', 'FindingOf', 'Flat', 'FrameName', 'InOf', 'InOfKind'],
  ...['IndexInputOf', 'NameTables', 'OutOf', 'OutOfKind', 'Sparse', 'Strength', 'Tlv', 'Trailing'],
  ...['AdTrailing', 'OfController', 'StrictTestScheduler'],
  // What isMgmtError tells without loading the classes.
  ...['AnyAdvertisingSizeError', 'AnyKeepError', 'AnyKeyStoreError', 'AnyPairingAnswerError', 'AnyRecoveryError'],
]);

it('What exports name can be imported, too, from some entry', () => {
  const reports = readdirSync('etc').map((file) => namesIn(readFileSync(join('etc', file), 'utf8')));
  // API Extractor numbers those of the same name.
  const plain = (type: string): string => type.replace(/\$\d+$/, '');
  const exported = new Set(reports.flatMap((report) => [...report.exported]));
  const missing = reports.flatMap(({ named }) => [...named]).filter(([type]) => !exported.has(plain(type)));
  expect(missing.filter(([type]) => !UNNAMED.has(type)).map(([type, by]) => `${type}, named by ${by}`)).toEqual([]);
  expect(new Set(missing.map(([type]) => type))).toEqual(UNNAMED);
});
