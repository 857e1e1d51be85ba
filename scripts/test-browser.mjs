// npm run test:browser: runs spec/browser in headless Chromium, which it installs (the Debian package) if it is missing and may.
import { spawnSync } from 'node:child_process';
import { ensureBuilt } from './built.mjs';
import { requireChromium } from './chromium.mjs';
import { runMain } from './kernel/problem.mjs';

const SPECIFICATIONS = ['spec/browser/discovery.spec.ts', 'spec/browser/bridge.spec.ts'];

await runMain(async () => {
  await requireChromium();
  ensureBuilt();
  // jest.config.js leaves these out, because npm test shall not need a browser.
  const args = ['node_modules/jest/bin/jest.js', '--testPathIgnorePatterns', '/node_modules/', '--runTestsByPath'];
  const { status } = spawnSync(process.execPath, [...args, ...SPECIFICATIONS], { stdio: 'inherit' });
  return status ?? 1;
});
