import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';

interface Snippet {
  /** Where the code would stand; need not exist. */
  readonly filePath: string;
  readonly code: string;
}

/** For each snippet the rules that object to it. */
function lint(snippets: readonly Snippet[]): string[][] {
  const output = execFileSync(process.execPath, ['spec/tooling/lint-snippets.mjs'], {
    input: JSON.stringify(snippets),
  });
  return JSON.parse(output.toString()) as string[][];
}

const uses = (module: string) => `import { x } from '${module}'; export const y = x;`;

const firstLine = (code: string) => code.slice(0, `${code}\n`.indexOf('\n'));

const floors = [
  'protocol',
  'transport',
  'mgmt',
  'operators',
  'controllers',
  'scanning',
  'pairing',
  'advertising',
  'connections',
  'keys',
  'simulator',
  'testing',
  'nest',
  'assigned-numbers',
];
/** The floors inside src/simulator, from the lowest. */
const simulatorFloors = [
  'ground',
  'options',
  'security',
  'air',
  'devices',
  'sockets',
  'hardware',
  'state',
  'procedures',
  'commands',
  'kernel',
];

/** The folders inside src/simulator/procedures, from the lowest. */
const procedureFloors = [
  'identity',
  'advertising',
  'mesh',
  'discovery',
  'visibility',
  'links',
  'pairing',
  'connecting',
  'power',
];

const upwards: readonly [from: string, to: string][] = [
  ['protocol', '../transport/transport.js'],
  ['protocol', '../mgmt/index.js'],
  ['protocol', '../index.js'],
  ['protocol', '../assigned-numbers/index.js'],
  ['assigned-numbers', '../protocol/index.js'],
  ['transport', '../mgmt/index.js'],
  ['transport', './linux/index.js'],
  ['transport/linux', '../../mgmt/index.js'],
  ['mgmt', '../operators/index.js'],
  ['mgmt', '../transport/linux/index.js'],
  ['mgmt', '../index.js'],
  ['operators', '../transport/linux/index.js'],
  ['controllers', '../operators/index.js'],
  ['controllers', '../transport/linux/index.js'],
  ['operators', '../scanning/index.js'],
  ['controllers', '../scanning/index.js'],
  ['scanning', '../transport/linux/index.js'],
  ['controllers', '../pairing/index.js'],
  ['pairing', '../scanning/index.js'],
  ['pairing', '../transport/linux/index.js'],
  ['controllers', '../advertising/index.js'],
  ['advertising', '../scanning/index.js'],
  ['connections', '../advertising/index.js'],
  ['controllers', '../keys/index.js'],
  ['keys', '../scanning/index.js'],
  ['keys', '../transport/linux/index.js'],
  ['simulator', '../mgmt/index.js'],
  ['simulator', '../operators/index.js'],
  ['testing', '../operators/index.js'],
  ['testing', '../simulator/index.js'],
  ['testing', '../transport/linux/index.js'],
  ['controllers', '../nest/index.js'],
  ['nest', '../scanning/index.js'],
  ['nest', '../simulator/index.js'],
];
const downwards: readonly [from: string, to: string][] = [
  ['protocol', './errors.js'],
  ['transport', '../protocol/errors.js'],
  ['transport/linux', '../transport.js'],
  ['mgmt', '../transport/transport.js'],
  ['mgmt', '../protocol/errors.js'],
  ['simulator', '../transport/transport.js'],
  ['scanning', '../operators/index.js'],
  ['scanning', '../controllers/index.js'],
  ['pairing', '../operators/index.js'],
  ['pairing', '../controllers/index.js'],
  ['advertising', '../controllers/index.js'],
  ['connections', '../controllers/index.js'],
  ['keys', '../controllers/index.js'],
  ['operators', '../mgmt/index.js'],
  ['controllers', '../mgmt/index.js'],
  ['testing', '../mgmt/index.js'],
  ['nest', '../controllers/index.js'],
  ['nest', '../transport/linux/index.js'],
  ['cli', '../transport/linux/index.js'],
];

const refused: readonly (readonly [rule: string, filePath: string, code: string])[] = [
  ...upwards.map(([from, to]) => ['import-x/no-restricted-paths', `src/${from}/a.ts`, uses(to)] as const),
  // Each floor of the simulator with the next one above, types included, and with what users import.
  ...simulatorFloors.flatMap((floor, n) =>
    [...simulatorFloors.slice(n + 1, n + 2).map((above) => `../${above}/a.js`), '../simulator.js'].map(
      (to) =>
        [
          'import-x/no-restricted-paths',
          `src/simulator/${floor}/a.ts`,
          `import type { X } from '${to}';\nexport type Y = X;`,
        ] as const,
    ),
  ),
  ...procedureFloors.flatMap((floor, n) =>
    [...procedureFloors.slice(n + 1, n + 2).map((above) => `../${above}/a.js`), '../events.js'].map(
      (to) => ['import-x/no-restricted-paths', `src/simulator/procedures/${floor}/a.ts`, uses(to)] as const,
    ),
  ),
  ['import-x/no-restricted-paths', 'src/simulator/hardware/a.ts', uses('../state/controller.js')],
  ['import-x/no-restricted-paths', 'src/simulator/devices/a.ts', uses('../kernel/kernel.js')],
  ['import-x/no-restricted-paths', 'src/index.ts', "export * from './transport/linux/index.js';"],
  ...floors.flatMap((floor) => [
    ['no-restricted-imports', `src/${floor}/a.ts`, uses('node:fs')] as const,
    ['no-restricted-imports', `src/${floor}/a.ts`, uses('fs')] as const,
    ['no-restricted-imports', `src/${floor}/a.ts`, uses('koffi')] as const,
    ['no-restricted-imports', `src/${floor}/a.ts`, uses('rx-btmgmt')] as const,
    ['no-restricted-imports', `src/${floor}/a.ts`, uses('rxjs/internal/Observable')] as const,
    ['no-restricted-syntax', `src/${floor}/a.ts`, "export const x = import('node:fs');"] as const,
    ['no-restricted-globals', `src/${floor}/a.ts`, 'export const x = Buffer.alloc(6);'] as const,
    ['no-restricted-globals', `src/${floor}/a.ts`, 'export const x = globalThis.Buffer.alloc(6);'] as const,
    ['@typescript-eslint/no-restricted-types', `src/${floor}/a.ts`, 'export const x: Buffer[] = [];'] as const,
    ['no-restricted-globals', `src/${floor}/a.ts`, 'export const x = process.platform;'] as const,
    ['no-console', `src/${floor}/a.ts`, "console.log('hello');"] as const,
  ]),
  ['no-restricted-imports', 'src/protocol/a.ts', uses('rxjs')],
  ...floors
    .filter((floor) => floor !== 'testing')
    .map((floor) => ['no-restricted-imports', `src/${floor}/a.ts`, uses('rxjs/testing')] as const),
  [
    'no-restricted-imports',
    'src/protocol/a.ts',
    "import type { Observable } from 'rxjs';\nexport type X = Observable<1>;",
  ],
  ['no-restricted-imports', 'src/transport/linux/a.ts', uses('commander')],
  ['no-restricted-imports', 'src/controllers/a.ts', uses('@nestjs/common')],
  ['no-restricted-imports', 'src/nest/a.ts', uses('@nestjs/core')],
  // Who has no microservices has not installed it.
  ['no-restricted-imports', 'src/nest/a.ts', uses('@nestjs/microservices')],
  ['no-restricted-imports', 'spec/kernel/a.spec.ts', uses('../../src/index.js')],
  ['no-restricted-imports', 'examples/a.ts', uses('../src/index.js')],
  [
    'import-x/no-cycle',
    'src/protocol/errors.ts',
    "import { encodeCommand } from './index.js';\nexport const x = encodeCommand;",
  ],
  ['no-restricted-syntax', 'src/mgmt/index.ts', 'export const x = 1;'],
  ['@typescript-eslint/no-explicit-any', 'src/mgmt/a.ts', 'export const x = (y: any) => [y];'],
  ['@typescript-eslint/consistent-type-imports', 'src/mgmt/a.ts', "import { X } from './b.js';\nexport type Y = X;"],
  [
    'max-params',
    'src/mgmt/a.ts',
    'export function f(a: 1, b: 2, c: 3, d: 4, e: 5, g: 6) { return [a, b, c, d, e, g]; }',
  ],
  ['max-lines', 'src/mgmt/a.ts', '// a comment counts\n'.repeat(300) + 'export const x = 1;\n'],
  ['no-warning-comments', 'src/mgmt/a.ts', '// TO' + 'DO: later\nexport const x = 1;'],
];

const allowed: readonly (readonly [filePath: string, code: string])[] = [
  ...downwards.map(([from, to]) => [`src/${from}/a.ts`, uses(to)] as const),
  ...simulatorFloors.slice(1).map((floor) => [`src/simulator/${floor}/a.ts`, uses('../ground/clock.js')] as const),
  ['src/simulator/procedures/connecting/a.ts', uses('../links/lifetime.js')],
  ['src/simulator/procedures/a.ts', uses('./connecting/answer-call.js')],
  ['src/simulator/commands/a.ts', uses('../procedures/power/power.js')],
  ['src/simulator/simulator.ts', uses('./kernel/kernel.js')],
  ...floors.filter((floor) => floor !== 'protocol').map((floor) => [`src/${floor}/a.ts`, uses('rxjs')] as const),
  ['src/testing/a.ts', uses('rxjs/testing')],
  ['src/transport/linux/a.ts', uses('node:fs')],
  ['src/transport/linux/a.ts', uses('koffi')],
  ['src/transport/linux/a.ts', 'export const x = Buffer.alloc(6);'],
  ['src/cli/a.ts', 'console.log(process.argv);'],
  ['src/transport/a.node.ts', uses('node:fs')],
  ['src/nest/a.ts', uses('@nestjs/common')],
  ['src/nest/microservices/a.ts', uses('@nestjs/microservices')],
  ['src/mgmt/index.ts', "export * from './mgmt.js';"],
  ['examples/a.ts', uses('rx-btmgmt/linux')],
  ['src/mgmt/a.ts', '// a comment counts\n'.repeat(299) + 'export const x = 1;\n'],
];

describe('the layer rules of ESLint', () => {
  it('know every folder of src', () => {
    const folders = readdirSync('src', { withFileTypes: true }).filter((entry) => entry.isDirectory());
    expect([...floors, 'angular', 'cli']).toEqual(expect.arrayContaining(folders.map(({ name }) => name)));
  });

  it('know every folder of src/simulator', () => {
    const folders = readdirSync('src/simulator', { withFileTypes: true }).filter((entry) => entry.isDirectory());
    expect(folders.map(({ name }) => name).sort()).toEqual([...simulatorFloors].sort());
  });

  it('know every folder of its procedures', () => {
    const folders = readdirSync('src/simulator/procedures', { withFileTypes: true }).filter((each) =>
      each.isDirectory(),
    );
    expect(folders.map(({ name }) => name).sort()).toEqual([...procedureFloors].sort());
  });

  let findings: string[][];

  beforeAll(() => {
    findings = lint([
      ...refused.map(([, filePath, code]) => ({ filePath, code })),
      ...allowed.map(([filePath, code]) => ({ filePath, code })),
    ]);
  }, 120_000);

  it.each(refused.map(([rule, file, code], n) => [rule, file, firstLine(code), n] as const))(
    '%s objects in %s to: %s',
    (rule, _file, _code, n) => expect(findings[n]).toContain(rule),
  );

  it.each(allowed.map(([file, code], n) => [file, firstLine(code), n] as const))(
    'nothing objects in %s to: %s',
    (_file, _code, n) => expect(findings[refused.length + n]).toEqual([]),
  );
});
