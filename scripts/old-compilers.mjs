// The compilers that read our declarations: the oldest that README promises, some between, and our own.
import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { packageEntries } from './entries.mjs';
import { cached } from './kernel/cache.mjs';

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
  const folder = await cached(`typescript-${version}`, async (aside) => {
    execFileSync('npm', ['install', '--prefix', aside, '--no-audit', '--no-fund', `typescript@${version}`]);
  });
  return join(folder, 'node_modules/typescript/bin/tsc');
}

/** A program that uses the library, and lets the compiler look at all that there is of it. */
function programText() {
  // Entries for a framework need no more compilers than that.
  const all = packageEntries()
    .filter(({ esmOnly }) => !esmOnly)
    .map(({ specifier }, n) => `export * as entry${n} from '${specifier}';`);
  return [readFileSync('spec/package/typed-use.ts', 'utf8'), ...all, ''].join('\n');
}

/** Compiles a program against the tarball, in an empty folder. Gives what the compilers say against it. */
export async function compilerFindings(tarball, folder) {
  const write = (name, text) => writeFileSync(join(folder, name), text);
  write('package.json', '{ "private": true }');
  const install = ['install', '--prefer-offline', '--omit=optional', '--no-audit', '--no-fund', '--loglevel=error'];
  execFileSync('npm', [...install, tarball, 'rxjs'], { cwd: folder });
  const files = ['use.mts', 'use.cts'];
  for (const file of [...files, 'use.ts']) write(file, programText());

  const own = createRequire(import.meta.url).resolve('typescript/bin/tsc');
  const runs = [
    { version: OLDEST, resolution: BUNDLER, programs: ['use.ts'] },
    { version: OLDEST, resolution: CLASSIC, programs: ['use.ts'] },
    ...VERSIONS.map((version) => ({ version, resolution: NODE, programs: files })),
    { resolution: NODE, programs: files },
  ];
  const findings = [];
  for (const { version, resolution, programs } of runs) {
    const tsc = version === undefined ? own : await compiler(version);
    const args = [tsc, ...STRICT, ...LIBRARY, ...resolution, ...programs];
    const { status, stdout } = spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8' });
    const what = `TypeScript ${version ?? 'of ours'}, ${resolution.at(-1)}`;
    if (status !== 0) findings.push(`${what}:\n${stdout}`);
    else console.log(`${what}: no findings`);
  }
  return findings;
}
