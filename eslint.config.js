import js from '@eslint/js';
import { createTypeScriptImportResolver } from 'eslint-import-resolver-typescript';
import { importX } from 'eslint-plugin-import-x';
import globals from 'globals';
import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';

/** The floors of docs/architecture.md: what each folder of src may import besides itself. */
const floors = {
  protocol: [],
  'assigned-numbers': [],
  transport: ['protocol'],
  mgmt: ['transport', 'protocol'],
  simulator: ['transport', 'protocol'],
  operators: ['mgmt', 'transport', 'protocol'],
  controllers: ['mgmt', 'transport', 'protocol'],
  keys: ['controllers', 'mgmt', 'transport', 'protocol'],
  scanning: ['operators', 'controllers', 'mgmt', 'transport', 'protocol'],
  pairing: ['operators', 'controllers', 'mgmt', 'transport', 'protocol'],
  advertising: ['controllers', 'mgmt', 'transport', 'protocol'],
  connections: ['controllers', 'mgmt', 'transport', 'protocol'],
  testing: ['mgmt', 'transport', 'protocol'],
  nest: ['controllers', 'mgmt', 'transport', 'protocol'],
  // Beside the floors: names of numbers, for people. No floor needs them.
};

const floorZones = Object.entries(floors).map(([floor, below]) => ({
  target: `./src/${floor}`,
  from: './src',
  except: [floor, ...below].map((folder) => `./${folder}`),
  message: `src/${floor} may only import from ${[...below, 'itself'].join(', ')}.`,
}));

/** The floors inside src/simulator, from the lowest: what each may import besides itself. What users import stands above all. */
const simulatorFloors = {
  ground: [],
  options: ['ground'],
  security: ['ground'],
  air: ['security', 'options', 'ground'],
  devices: ['air', 'security', 'options', 'ground'],
  sockets: ['ground'],
  hardware: ['air', 'options', 'ground'],
  state: ['hardware', 'sockets', 'air', 'security', 'ground'],
  procedures: ['state', 'hardware', 'sockets', 'air', 'security', 'options', 'ground'],
  commands: ['procedures', 'state', 'hardware', 'sockets', 'air', 'security', 'ground'],
  kernel: ['commands', 'procedures', 'state', 'hardware', 'sockets', 'devices', 'air', 'security', 'options', 'ground'],
};

const simulatorZones = Object.entries(simulatorFloors).map(([floor, below]) => ({
  target: `./src/simulator/${floor}`,
  from: './src/simulator',
  except: [floor, ...below].map((folder) => `./${folder}`),
  message: `src/simulator/${floor} may only import from ${[...below, 'itself'].join(', ')}.`,
}));

/** Inside src/simulator/procedures, from the lowest; files beside these folders may use all of them. */
const procedureFloors = {
  identity: [],
  advertising: ['identity'],
  mesh: ['advertising'],
  discovery: ['mesh'],
  visibility: ['discovery', 'advertising', 'identity'],
  links: ['discovery', 'advertising', 'identity'],
  pairing: ['links', 'advertising', 'identity'],
  connecting: ['pairing', 'links', 'discovery', 'advertising', 'identity'],
  power: ['links', 'visibility', 'discovery', 'advertising', 'identity'],
};

const procedureZones = Object.entries(procedureFloors).map(([floor, below]) => ({
  target: `./src/simulator/procedures/${floor}`,
  from: './src/simulator/procedures',
  except: [floor, ...below].map((folder) => `./${folder}`),
  message: `src/simulator/procedures/${floor} may only import procedures from ${[...below, 'itself'].join(', ')}.`,
}));

/** What needs Node, or the kernel, is reached through its own entry point only. */
const kernelZone = {
  target: [
    './src/*.ts',
    './src/transport/*.ts',
    './src/{mgmt,simulator,operators,controllers,keys,scanning,pairing,advertising,connections,testing}/**',
  ],
  from: './src/transport/linux',
  message: 'Only rx-btmgmt/linux and the command line reach for the kernel.',
};

/** Files that run in Node only. */
const nodeFiles = ['src/transport/linux/**', 'src/cli/**', 'src/**/*.node.ts'];

/** `no-restricted-imports` that lets pass relative paths and the packages matched by `allowed`. */
const onlyPackages = (allowed, message) => [
  'error',
  { patterns: [{ regex: `^(?!\\.{1,2}/)(?!(${allowed.join('|')})$)`, message }] },
];

const publicOnly = [
  'error',
  {
    patterns: [
      { regex: '^rxjs/(internal|src|dist)', message: "Import from 'rxjs'." },
      { regex: '^(\\.{1,2}/)+(src|dist)/', message: "Import from 'rx-btmgmt', as a user does." },
    ],
  },
];

const syntax = {
  importExpression: {
    selector: 'ImportExpression',
    message: 'A floor that runs in browsers says what it imports at its top.',
  },
  indexStatement: {
    selector: 'Program > :not(ExportAllDeclaration, ExportNamedDeclaration[source])',
    message: 'index.ts only re-exports.',
  },
};

const nodeOnly = 'Only src/transport/linux, src/cli and *.node.ts may use what only Node has.';
const nodeGlobals = ['Buffer', 'process', 'global', 'require', '__dirname', '__filename', 'setImmediate'].map(
  (name) => ({ name, message: nodeOnly }),
);

export default defineConfig(
  { ignores: ['dist/', 'dist-*/', 'build/', 'coverage/', 'packages/dashboard/assets/'] },
  { linterOptions: { noInlineConfig: true } },
  js.configs.recommended,
  {
    plugins: { 'import-x': importX },
    settings: {
      ...importX.flatConfigs.typescript.settings,
      'import-x/resolver-next': [createTypeScriptImportResolver()],
    },
    rules: {
      eqeqeq: 'error',
      'max-lines': ['error', 300],
      'max-params': ['error', 5],
      'no-warning-comments': ['error', { terms: ['todo', 'fixme', 'hack'], location: 'start' }],
      'import-x/no-cycle': 'error',
      'import-x/no-duplicates': 'error',
      'import-x/no-self-import': 'error',
      'no-restricted-imports': publicOnly,
    },
  },
  {
    files: ['**/*.{js,mjs,cjs}'],
    languageOptions: { globals: globals.node },
  },
  {
    files: ['**/*.{ts,cts}'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/consistent-indexed-object-style': 'off',
      '@typescript-eslint/dot-notation': ['error', { allowIndexSignaturePropertyAccess: true }],
      // Modules of Nest are that.
      '@typescript-eslint/no-extraneous-class': ['error', { allowWithDecorator: true, allowStaticOnly: true }],
      // An interface of a table's type keeps error messages short and leaves the table open for additions.
      '@typescript-eslint/no-empty-object-type': ['error', { allowInterfaces: 'with-single-extends' }],
      '@typescript-eslint/no-import-type-side-effects': 'error',
      '@typescript-eslint/no-confusing-void-expression': [
        'error',
        { ignoreArrowShorthand: true, ignoreVoidReturningFunctions: true },
      ],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      // bytes[i] inside bounds that were checked once: the compiler can't know it, and a fallback would hide mistakes.
      '@typescript-eslint/no-non-null-assertion': 'off',
      // tsc says it too, and knows about names that are only used as types.
      'no-undef': 'off',
    },
  },
  // Data that a script made, not code.
  {
    files: ['**/*.generated.ts'],
    // A message without fields is empty.
    rules: { 'max-lines': 'off', '@typescript-eslint/no-generated-empty-object-type': 'off' },
  },
  // Files that are CommonJS in both builds.
  { files: ['**/*.cts'], rules: { '@typescript-eslint/no-require-imports': 'off' } },
  {
    files: ['src/**'],
    rules: {
      'no-console': 'error',
      'no-restricted-imports': onlyPackages(['rxjs'], 'The library uses rxjs and itself.'),
      'no-restricted-globals': ['error', { globals: nodeGlobals, checkGlobalObject: true }],
      '@typescript-eslint/no-restricted-types': ['error', { types: { Buffer: nodeOnly } }],
      'no-restricted-syntax': ['error', syntax.importExpression],
      'import-x/no-restricted-paths': [
        'error',
        { basePath: import.meta.dirname, zones: [...floorZones, ...simulatorZones, ...procedureZones, kernelZone] },
      ],
    },
  },
  {
    files: ['src/protocol/**'],
    rules: {
      'no-restricted-imports': onlyPackages(['$^'], 'The protocol is plain bytes and values: it needs nothing.'),
    },
  },
  {
    files: ['src/testing/**'],
    rules: {
      'no-restricted-imports': onlyPackages(
        ['rxjs', 'rxjs/testing'],
        'The kit uses rxjs, its testing, and the library.',
      ),
    },
  },
  {
    files: ['src/angular/**'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              regex:
                '^(?!\\./|@angular/core(/rxjs-interop)?$|rxjs$|\\.\\./((simulator|transport/websocket)/)?index\\.js$)',
              message:
                'It uses the other entries, as an application does, and no more of Angular than is in @angular/core.',
            },
          ],
        },
      ],
    },
  },
  {
    files: nodeFiles,
    rules: {
      'no-restricted-imports': onlyPackages(
        ['rxjs', 'koffi', 'ws', 'node:.+'],
        'Node, koffi, ws and rxjs are all there is.',
      ),
      'no-restricted-globals': 'off',
      '@typescript-eslint/no-restricted-types': 'off',
      'no-restricted-syntax': 'off',
    },
  },
  {
    files: ['src/nest/**'],
    rules: {
      'no-restricted-imports': onlyPackages(
        ['rxjs', '@nestjs/common'],
        'Modules use what each application of Nest has.',
      ),
    },
  },
  {
    files: ['src/nest/microservices/**'],
    rules: { 'no-restricted-imports': onlyPackages(['rxjs', '@nestjs/microservices'], 'As above, for microservices.') },
  },
  // Nest declares options as classes, and so its applications declare what they send: reflection sees nothing else.
  { files: ['examples/nest-gateway/**'], rules: { '@typescript-eslint/no-unsafe-class-instance-assignment': 'off' } },
  { files: ['src/cli/**'], rules: { 'no-console': 'off' } },
  { files: ['src/**/index.ts'], rules: { 'no-restricted-syntax': ['error', syntax.indexStatement] } },
  {
    files: ['spec/**'],
    rules: {
      'no-restricted-imports': ['error', { patterns: [publicOnly[1].patterns[0]] }],
      // Jest's matchers, such as expect.stringContaining, are `any`.
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      // ({ cold, expectObservable }) => ..., as everybody takes RxJS's marble helpers apart.
      '@typescript-eslint/unbound-method': 'off',
    },
  },
  {
    // Its packages are not among those of `npm ci`: the compiler of Angular looks at its types.
    files: ['examples/angular-dashboard/**'],
    extends: [tseslint.configs.disableTypeChecked],
    languageOptions: { parserOptions: { projectService: false } },
  },
  {
    files: ['spec/angular/**'],
    // Angular's injectors are abstract classes, and declared as interfaces are.
    rules: { '@typescript-eslint/no-unsafe-class-instance-assignment': 'off' },
  },
  {
    files: ['spec/kernel/**', 'spec/{contract,clients}/*on-kernel.ts'],
    rules: {
      'no-restricted-imports': publicOnly,
      // The promises of node:test's functions are for it alone.
      '@typescript-eslint/no-floating-promises': [
        'error',
        { allowForKnownSafeCalls: [{ from: 'package', package: 'node:test', name: ['describe', 'it', 'test'] }] },
      ],
    },
  },
);
