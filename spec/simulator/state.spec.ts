import { readFileSync, readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import ts from 'typescript';
import { runModule, soundly } from '../support/child.js';

/** What a module may hold that nobody can change: functions, types, and values that the compiler knows to be read-only. */
function mutableState(path: string, program: ts.Program): string[] {
  const source = program.getSourceFile(path);
  const checker = program.getTypeChecker();
  const found: string[] = [];
  for (const statement of source?.statements ?? []) {
    if (!ts.isVariableStatement(statement)) continue;
    const isConstant = (statement.declarationList.flags & ts.NodeFlags.Const) !== 0;
    for (const { name, initializer } of statement.declarationList.declarations) {
      const type = checker.getTypeAtLocation(name);
      if (!isConstant || !isReadOnly(type, initializer, checker)) found.push(`${path}: ${name.getText(source)}`);
    }
  }
  return found;
}

const MUTABLE = new Set(['Map', 'Set', 'WeakMap', 'WeakSet', 'Array', 'Uint8Array', 'Uint32Array', 'Subject']);

/** Functions and plain values can't change; of objects those that are never written: literals of read-only types. */
function isReadOnly(type: ts.Type, initializer: ts.Expression | undefined, checker: ts.TypeChecker): boolean {
  if (initializer?.getText() === 'new Uint8Array()') return true;
  const symbol = type.getSymbol()?.getName();
  if (symbol !== undefined && MUTABLE.has(symbol)) return false;
  if (type.getCallSignatures().length > 0) return true;
  if (initializer !== undefined && ts.isNewExpression(initializer)) {
    return ['ReadonlySet', 'ReadonlyMap'].includes(symbol ?? '');
  }
  return !checker.isArrayType(type) || symbol === 'ReadonlyArray';
}

/** Sources that might be written by mistake. */
const mistakes = [
  'export let count = 0;',
  'const seen = new Map<string, number>(); export const f = () => seen.size;',
  'export const seen: string[] = [];',
  "import { Subject } from 'rxjs'; export const events = new Subject<number>();",
  'const memory = new Uint32Array(3); export const f = () => memory[0];',
  'const sbox = Uint8Array.of(1, 2); export const f = () => sbox[0];',
  'class Counter { n = 0; } export const counter = new Counter();',
].map((code, n) => ({ code, path: resolve(`src/simulator/mistake-${n}.ts`) }));

const sources = readdirSync('src/simulator', { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .map((name) => resolve('src/simulator', name));

function compile(): ts.Program {
  const { config } = ts.readConfigFile('tsconfig.json', (path) => readFileSync(path, 'utf8')) as { config: object };
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, '.');
  const host = ts.createCompilerHost(options);
  const fileExists = host.fileExists.bind(host);
  const getSourceFile = host.getSourceFile.bind(host);
  const mistake = (file: string) => mistakes.find(({ path }) => path === file);
  host.fileExists = (file) => mistake(file) !== undefined || fileExists(file);
  host.getSourceFile = (file, version, ...rest) => {
    const code = mistake(file)?.code;
    return code === undefined ? getSourceFile(file, version, ...rest) : ts.createSourceFile(file, code, version, true);
  };
  return ts.createProgram([...sources, ...mistakes.map(({ path }) => path)], options, host);
}

describe('src/simulator', () => {
  let program: ts.Program;

  beforeAll(() => {
    program = compile();
  }, 120_000);

  it('keeps no state in its modules', () => {
    expect(sources.length).toBeGreaterThan(20);
    expect(sources.flatMap((path) => mutableState(path, program))).toEqual([]);
  });

  it.each(mistakes)('would be caught with: $code', ({ path }) => {
    expect(mutableState(path, program)).toHaveLength(1);
  });

  it('lets a program end that has used it', async () => {
    const { lines, ...ended } = await runModule(`
      import { Mgmt, discover } from 'rx-btmgmt';
      import { createSimulator } from 'rx-btmgmt/simulator';
      const simulator = createSimulator();
      simulator.addDevice({ name: 'beacon', privateAddress: { period: 100 } });
      const mgmt = new Mgmt(simulator.transport());
      mgmt.command$('SetPowered', 0, true).subscribe(() => console.log('on'));
    `);
    expect(lines).toEqual(['on']);
    expect(ended).toEqual(soundly);
  });
});
