// The compilers that read our declarations: the oldest that README promises, some between, and our own.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { packageEntries } from './entries.mjs';
import { installed } from './installed.mjs';

/** Before 5.7 typed arrays have no parameter; in 5.9 they have another one in many of the declarations of the language. */
const VERSIONS = ['5.4.5', '5.6.3', '5.9.3'];
const [OLDEST] = VERSIONS;

const NODE = ['--module', 'nodenext'];
const BUNDLER = ['--module', 'esnext', '--moduleResolution', 'bundler'];
/** What does not know `exports` reads `typesVersions`. */
const CLASSIC = ['--module', 'commonjs', '--moduleResolution', 'node10'];

const STRICT = ['--noEmit', '--strict', '--exactOptionalPropertyTypes', '--skipLibCheck', 'false'];
/** None of Node's types: our declarations do not need them. RxJS needs timers. */
const LIBRARY = ['--target', 'es2022', '--lib', 'es2022,dom'];

/** A compiler, downloaded once. */
async function compiler(version) {
  const folder = await installed(`typescript-${version}`, `typescript@${version}`);
  return join(folder, 'node_modules/typescript/bin/tsc');
}

/** Their declarations need those of Nest, and these need Node's; those for another framework need no more compilers than it has. */
const OF_NEST = /^rx-btmgmt\/nest/;

/** A program that uses the library, and lets the compiler look at all that there is of it. */
function programText() {
  const all = packageEntries()
    .filter(({ esmOnly, specifier }) => !esmOnly && !OF_NEST.test(specifier))
    .map(({ specifier }, n) => `export * as entry${n} from '${specifier}';`);
  return [readFileSync('spec/package/typed-use.ts', 'utf8'), ...all, ''].join('\n');
}

/** Makes `folder` a project that has the tarball and packages installed. */
function install(folder, ...packages) {
  writeFileSync(join(folder, 'package.json'), '{ "private": true }');
  const args = ['install', '--prefer-offline', '--omit=optional', '--no-audit', '--no-fund', '--loglevel=error'];
  execFileSync('npm', [...args, ...packages], { cwd: folder });
}

const own = createRequire(import.meta.url).resolve('typescript/bin/tsc');

/** Runs a compiler in a project: what it says against it, or nothing. */
async function compile(folder, version, ...args) {
  const tsc = version === undefined ? own : await compiler(version);
  const { status, stdout } = spawnSync(process.execPath, [tsc, ...args], { cwd: folder, encoding: 'utf8' });
  return status === 0 ? '' : stdout;
}

/** Compiles programs against the tarball, in empty folders. Gives what the compilers say against it. */
export async function compilerFindings(tarball, folder) {
  const plain = await plainFindings(tarball, join(folder, 'plain'));
  const nest = await Promise.all(
    NESTS.map((version) => nestFindings(tarball, join(folder, `nest-${version}`), version)),
  );
  return [...plain, ...nest.flat()];
}

async function plainFindings(tarball, folder) {
  mkdirSync(folder, { recursive: true });
  install(folder, tarball, 'rxjs');
  const files = ['use.mts', 'use.cts'];
  for (const file of [...files, 'use.ts']) writeFileSync(join(folder, file), programText());
  const runs = [
    { version: OLDEST, resolution: BUNDLER, programs: ['use.ts'] },
    { version: OLDEST, resolution: CLASSIC, programs: ['use.ts'] },
    ...VERSIONS.map((version) => ({ version, resolution: NODE, programs: files })),
    { resolution: NODE, programs: files },
  ];
  const findings = [];
  for (const { version, resolution, programs } of runs) {
    const found = await compile(folder, version, ...STRICT, ...LIBRARY, ...resolution, ...programs);
    findings.push(...said(`TypeScript ${version ?? 'of ours'}, ${resolution.at(-1)}`, found));
  }
  return findings;
}

/** What is found, under what it is about; that nothing is, is only shown. */
function said(what, found) {
  if (found !== '') return [`${what}:\n${found}`];
  console.log(`${what}: no findings`);
  return [];
}

/**
 * Nest 12 has ES modules only, which CommonJS may import since 5.8. Declarations of Nest are not ours to check: some lead to
 * packages that few have installed.
 */
const NESTS = [11, 12];
const NEST_COMPILERS = ['5.9.3', undefined];
const NEST_PROGRAMS = ['nest.mts', 'nest.cts'];
const NEST_OPTIONS = ['--noEmit', '--strict', '--skipLibCheck', '--experimentalDecorators', '--types', 'node'];

async function nestFindings(tarball, folder, nest) {
  mkdirSync(folder, { recursive: true });
  const parts = ['common', 'core', 'microservices'].map((part) => `@nestjs/${part}@${nest}`);
  install(folder, tarball, 'rxjs', 'reflect-metadata', '@types/node@20', ...parts);
  for (const file of NEST_PROGRAMS) writeFileSync(join(folder, file), readFileSync('spec/package/typed-nest.ts'));
  const findings = [];
  for (const version of NEST_COMPILERS) {
    const found = await compile(folder, version, ...NEST_OPTIONS, ...LIBRARY, ...NODE, ...NEST_PROGRAMS);
    findings.push(...said(`TypeScript ${version ?? 'of ours'}, Nest ${nest}`, found));
  }
  return findings;
}
