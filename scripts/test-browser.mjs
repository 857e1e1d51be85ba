// npm run test:browser: runs spec/browser in headless Chromium, which it installs (the Debian package) if it is missing and may.
import { spawnSync } from 'node:child_process';
import { ensureBuilt } from './built.mjs';
import { requireApt } from './kernel/apt.mjs';
import { requirePrograms } from './kernel/packages.mjs';
import { runMain } from './kernel/problem.mjs';
import { findProgram } from './kernel/shell.mjs';

const SPECIFICATIONS = ['spec/browser/discovery.spec.ts', 'spec/browser/bridge.spec.ts'];

await runMain(async () => {
  if (!findProgram('chromium')) {
    requireApt();
    await requirePrograms({ chromium: 'chromium' });
  }
  ensureBuilt();
  // jest.config.js leaves these out, because npm test shall not need a browser.
  const args = ['node_modules/jest/bin/jest.js', '--testPathIgnorePatterns', '/node_modules/', '--runTestsByPath'];
  const { status } = spawnSync(process.execPath, [...args, ...SPECIFICATIONS], { stdio: 'inherit' });
  return status ?? 1;
});
