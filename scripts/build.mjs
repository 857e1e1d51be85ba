// Builds dist/: ES modules, CommonJS, and declarations for both. It is built aside and then swapped in, so that a build
// that fails leaves the last good one, and programs that run meanwhile find a whole one.
import { chmodSync, mkdtempSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { execFileSync } from 'node:child_process';
import { STAMP } from './built.mjs';
import { bundle } from './bundle.mjs';
import { rollDeclarations } from './declarations.mjs';

const started = new Date();
const aside = mkdtempSync('dist-');
try {
  execFileSync('npx', ['tsc', '-p', 'tsconfig.build.json', '--outDir', `${aside}/types`], { stdio: 'inherit' });
  await rollDeclarations(`${aside}/types`, aside);
  rmSync(`${aside}/types`, { recursive: true });
  await bundle(aside);
  writeFileSync(`${aside}/cjs/package.json`, '{ "type": "commonjs" }\n');
  rmSync('dist', { recursive: true, force: true });
  // Only the owner may look into a temporary folder.
  chmodSync(aside, 0o755);
  renameSync(aside, 'dist');
  // What was edited while this ran counts as newer.
  utimesSync(STAMP, started, started);
} catch (error) {
  rmSync(aside, { recursive: true, force: true });
  // The compilers have said already what is wrong.
  process.exitCode = error.status ?? 1;
  if (error.status === undefined && error.errors === undefined) console.error(error);
}
