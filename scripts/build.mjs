// Builds dist/esm and dist/cjs from the same sources. They are built aside and then swapped in, so that a build that
// fails leaves the last good one, and programs that run meanwhile find a whole one.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { STAMP } from './built.mjs';

const started = new Date();
const aside = mkdtempSync('dist-');
try {
  for (const format of ['esm', 'cjs']) {
    execFileSync('npx', ['tsc', '-p', `tsconfig.${format}.json`, '--outDir', `${aside}/${format}`], {
      stdio: 'inherit',
    });
  }
  writeFileSync(`${aside}/cjs/package.json`, '{ "type": "commonjs" }\n');
  rmSync('dist', { recursive: true, force: true });
  renameSync(aside, 'dist');
  // What was edited while this ran counts as newer.
  utimesSync(STAMP, started, started);
} catch (error) {
  rmSync(aside, { recursive: true, force: true });
  // The compiler has said already what is wrong.
  process.exitCode = error.status ?? 1;
  if (error.status === undefined) console.error(error);
}
