import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { USE, USED, imports } from './first-use.js';
import { marbleTest } from './marble-test.js';
import { Project, pack } from './project.js';
import { valuesOf } from './report.js';

const tool = (name: string) => resolve('node_modules/.bin', name);

/** What users do with the types; `npm run check:package` lets older compilers look at it, too. */
const TYPED_USE = readFileSync('spec/package/typed-use.ts', 'utf8');

const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as {
  exports: object;
  devDependencies: Record<string, string>;
};

/** All entry points, as they are imported. */
const ENTRIES = Object.keys(manifest.exports)
  .filter((path) => path !== './package.json')
  .map((path) => join('rx-btmgmt', path));

/** The command line, as npm installs it. */
const BIN = 'node_modules/.bin/rx-btmgmt';

/** Those that CommonJS can have: Angular is none. */
const BOTH = ENTRIES.filter((entry) => entry !== 'rx-btmgmt/angular');

const NODE_ONLY = ['rx-btmgmt/linux', 'rx-btmgmt/btsnoop-node', 'rx-btmgmt/keys-node', 'rx-btmgmt/websocket-server'];

/** For a framework that runs in Node. Compilers look at them in `npm run check:package`, with each version of the framework. */
const IN_NEST = ['rx-btmgmt/nest', 'rx-btmgmt/nest-microservices'];
const NEST = ['@nestjs/common', '@nestjs/core', '@nestjs/microservices', 'reflect-metadata'];

/** What all compilers and bundlers can look at. */
const ANYWHERE = ENTRIES.filter((entry) => !IN_NEST.includes(entry));

/** Lets the compiler look at all declarations. */
const ALL_ENTRIES = ANYWHERE.map((entry, n) => `export * as entry${n} from '${entry}';`).join('\n');

const QUIET = { status: 0, stdout: '', stderr: '' };

describe('the packed library, installed into an empty project', () => {
  const packed = mkdtempSync(join(tmpdir(), 'rx-btmgmt-pack-'));
  const project = new Project();
  const bare = new Project();

  beforeAll(() => {
    const tarball = pack(packed);
    const nest = NEST.map((name) => `${name}@${manifest.devDependencies[name]}`);
    project.install(tarball, 'rxjs', 'ws', '@angular/core@21', ...nest);
    bare.install('--omit=optional', tarball, 'rxjs@7.4.0');
  }, 600_000);

  afterAll(() => {
    project.remove();
    bare.remove();
    rmSync(packed, { recursive: true, force: true });
  });

  describe('at run time', () => {
    it.each([
      ['ESM', 'use.mjs', 'import'],
      ['CommonJS', 'use.cjs', 'require'],
    ] as const)('is used from %s', (_format, file, style) => {
      const { stdout, stderr } = project.node(file, imports(style) + USE);

      expect(stderr).toBe('');
      expect(JSON.parse(stdout)).toEqual(USED);
    });

    it.each(ENTRIES)('%s exports what its report says', (entry) => {
      const report = readFileSync(`etc/${basename(entry)}.api.md`, 'utf8');
      const { stdout } = project.node('names.mjs', `console.log(Object.keys(await import('${entry}')).sort().join());`);

      expect(stdout.trim().split(',')).toEqual(valuesOf(report));
    });

    it('recognises an error of its other copy', () => {
      const { stdout } = project.node(
        'copies.mjs',
        `import { createRequire } from 'node:module';
        import { isStatusError, MgmtError } from 'rx-btmgmt';
        const other = createRequire(import.meta.url)('rx-btmgmt');
        const error = new other.StatusError({ command: 'SetPowered', index: 0 }, 'Busy');
        console.log(other.MgmtError !== MgmtError, isStatusError(error, 'Busy'), isStatusError(error, 'Failed'));`,
      );

      expect(stdout).toBe('true true false\n');
    });

    it.each(ENTRIES)('importing %s prints nothing, opens nothing, keeps nothing alive', (entry) => {
      expect(project.node('quiet.mjs', `import '${entry}';`)).toEqual(QUIET);
    });

    it.each(BOTH)('requiring %s prints nothing, opens nothing, keeps nothing alive', (entry) => {
      expect(
        project.node(
          'quiet.cjs',
          `const { readdirSync } = require('node:fs');
          const open = () => readdirSync('/proc/self/fd').length;
          const before = [open(), process.getActiveResourcesInfo().length];
          require('${entry}');
          const after = [open(), process.getActiveResourcesInfo().length];
          if (String(before) !== String(after)) console.log(before, after);`,
        ),
      ).toEqual(QUIET);
    });

    it.each([
      ['ESM', 'once.mjs', ENTRIES, (from: string) => `await import('${from}')`],
      ['CommonJS', 'once.cjs', BOTH, (from: string) => `require('${from}')`],
    ])('has each class and each table once in all entries, from %s', (_format, file, entries, load) => {
      const names = entries.map((entry) => `Object.entries(${load(entry)})`).join(', ');
      const { stdout, stderr } = project.node(
        file,
        `const seen = new Map(), shared = [], twice = [];
        for (const [name, value] of [${names}].flat()) {
          if (seen.has(name)) (seen.get(name) === value ? shared : twice).push(name);
          seen.set(name, value);
        }
        console.log(JSON.stringify([shared.includes('CodecError'), shared.includes('commands'), twice]));`,
      );

      expect(stderr).toBe('');
      expect(JSON.parse(stdout)).toEqual([true, true, []]);
    });

    it('shows our sources in stack traces', () => {
      const use = `try { encodeCommand('SetPowered', 70_000, { powered: true }); } catch ({ stack }) { console.log(stack); }`;
      project.write('trace.mjs', `import { encodeCommand } from 'rx-btmgmt';\n${use}`);
      project.write('trace.cjs', `const { encodeCommand } = require('rx-btmgmt');\n${use}`);

      for (const file of ['trace.mjs', 'trace.cjs']) {
        const { stdout } = project.run(process.execPath, '--enable-source-maps', file);
        expect(stdout).toMatch(/rx-btmgmt\/src\/protocol\/encode\.ts:\d+/);
      }
    });

    it.each([
      ['ES modules', 'bare', 'mjs'],
      ['CommonJS', 'project', 'cjs'],
    ] as const)('does marble tests without jest, also with the oldest RxJS: %s', (_, which, format) => {
      const user = { bare, project }[which];
      const write = (name: string, command: string) => {
        const text = marbleTest(command);
        user.write(name, format === 'cjs' ? text.replace(/import (.*) from (.*);/g, 'const $1 = require($2);') : text);
      };
      write(`good.test.${format}`, 'StartDiscovery');
      write(`bad.test.${format}`, 'StopDiscovery');

      expect(user.run(process.execPath, '--test', `good.test.${format}`)).toMatchObject({ status: 0, stderr: '' });
      const bad = user.run(process.execPath, '--test', `bad.test.${format}`);
      expect(bad.status).toBe(1);
      expect(bad.stdout).toMatch(/- +command: "StopDiscovery"[^]*\+ +command: "StartDiscovery"/);
    });

    it('has a command line, which finds out that koffi is missing', () => {
      const { stdout, stderr, status } = bare.run(BIN, 'doctor', '--json');
      expect(stderr).toBe('');
      // A machine may have more to tell, such as that bluetoothd runs.
      const missing = expect.objectContaining({ code: 'KoffiMissing' }) as unknown;
      expect(JSON.parse(stdout)).toMatchObject({
        severity: 'error',
        findings: expect.arrayContaining([missing]) as unknown,
      });
      expect(status).toBe(2);
    });

    it('does with the oldest RxJS, and without koffi until a socket is opened', () => {
      expect(bare.files('node_modules')).not.toContain('node_modules/koffi');
      const { stdout, stderr } = bare.node('use.mjs', imports('import') + USE);

      expect(stderr).toBe('');
      expect(JSON.parse(stdout)).toEqual(USED);
    });
  });

  describe('for the compiler', () => {
    const options = ['--noEmit', '--strict', '--exactOptionalPropertyTypes', '--skipLibCheck', 'false'];
    const target = ['--target', 'es2022'];

    it.each([
      ['nodenext, for ESM and CommonJS', ['typed.mts', 'typed.cts'], ['--module', 'nodenext']],
      ['bundler', ['typed.ts'], ['--module', 'esnext', '--moduleResolution', 'bundler']],
    ])('has types with moduleResolution %s', (_resolution, files, module) => {
      for (const file of files) project.write(file, TYPED_USE + ALL_ENTRIES);

      expect(project.run(tool('tsc'), ...options, ...target, ...module, ...files)).toEqual(QUIET);
    });

    it('shows no type of koffi or of Node', () => {
      const declarations = project.files('node_modules/rx-btmgmt/dist').filter((file) => /\.d\.[cm]?ts$/.test(file));

      expect(declarations.length).toBeGreaterThan(10);
      for (const file of declarations) expect([file, project.read(file)]).not.toEqual([file, leaking]);
    });

    it('lets nobody import what is inside', () => {
      const inner = [
        'dist/esm/index.js',
        'dist/esm/shared.js',
        'shared',
        'protocol/tables',
        'src/index.js',
        'linux/poll',
      ];
      const imports = inner
        .map((path, n) => `import * as inner${n} from 'rx-btmgmt/${path}';\nvoid inner${n};`)
        .join('\n');
      project.write('inner.mts', imports);
      const { stdout } = project.run(tool('tsc'), ...options, ...target, '--module', 'nodenext', 'inner.mts');
      expect([...stdout.matchAll(/Cannot find module '([^']+)'/g)].map(([, path]) => path)).toEqual(
        inner.map((path) => `rx-btmgmt/${path}`),
      );

      const attempts = inner.map((path) => `await import('rx-btmgmt/${path}').catch(({ code }) => console.log(code));`);
      const refusals = project.node('inner.mjs', attempts.join('\n')).stdout.trim().split('\n');
      expect(refusals).toEqual(inner.map(() => 'ERR_PACKAGE_PATH_NOT_EXPORTED'));
    });
  });

  describe('in a bundle for browsers', () => {
    /** Bundles a program; gives the paths of what it is made of. */
    const bundle = (text: string, ...args: string[]): string[] => {
      project.write('bundle.mjs', text);
      const bundled = project.run(
        tool('esbuild'),
        ...[
          'bundle.mjs',
          '--bundle',
          '--platform=browser',
          '--format=esm',
          '--metafile=meta.json',
          '--outfile=out.mjs',
        ],
        ...['--log-level=warning', ...args],
      );
      expect(bundled).toEqual(QUIET);
      const { inputs } = JSON.parse(project.read('meta.json')) as { inputs: Record<string, unknown> };
      return Object.keys(inputs);
    };

    it.each(ANYWHERE)('reaches neither Node nor koffi from %s', (entry) => {
      const stray = /koffi|transport\/linux\/(?!index\.browser)|\.node\./;
      expect(bundle(`export * from '${entry}';`).filter((path) => stray.test(path))).toEqual([]);
    });

    it.each(NODE_ONLY)('%s has all functions, and each says that it needs Node', (entry) => {
      const real = project.node('names.mjs', `console.log(Object.keys(await import('${entry}')).join());`).stdout;
      bundle(
        `import * as all from '${entry}';
        import { TransportError } from 'rx-btmgmt';
        console.log(Object.keys(all).join());
        for (const name of Object.keys(all)) {
          try { all[name]('x'); console.log(name, 'works?'); } catch (error) { console.log(error instanceof TransportError, error.code, error.message); }
        }`,
      );
      const [names, ...said] = project.run(process.execPath, 'out.mjs').stdout.trimEnd().split('\n');

      expect(`${names}\n`).toBe(real);
      expect(said).toHaveLength(real.split(',').length);
      for (const line of said)
        expect(line).toMatch(/^true NO_NODE \w+\(\) of rx-btmgmt\/\S+ needs Node\.js, and this is a browser/);
    });

    it('explains itself in CommonJS, too', () => {
      const required = NODE_ONLY.map((entry) => `...Object.values(require('${entry}'))`).join();
      bundle(`for (const call of [${required}]) try { call('x'); } catch (error) { console.log(error.code); }`);

      const codes = project.run(process.execPath, 'out.mjs').stdout.trimEnd().split('\n');
      expect(new Set(codes)).toEqual(new Set(['NO_NODE']));
    });
  });
});

const leaking: unknown = expect.stringMatching(
  /\bfrom ['"](koffi|node:)|import\(['"](koffi|node:)|reference types|\bBuffer\b(?!<)/,
);
