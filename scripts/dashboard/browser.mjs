import { createRequire } from 'node:module';
import { join } from 'node:path';
import { requireChromium } from '../chromium.mjs';
import { installedFor } from '../installed.mjs';

/** What `scripts/dashboard-test/package.json` asks for. */
export async function toolsOfTest() {
  const tools = await installedFor('scripts/dashboard-test', 'dashboard-test');
  return createRequire(join(tools, 'package.json'));
}

/** Headless Chromium, with a page of the width of a desktop. */
export async function openBrowser() {
  await requireChromium();
  const require = await toolsOfTest();
  const browser = await require('playwright-core').chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: ['--no-sandbox'],
  });
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  page.setDefaultTimeout(20_000);
  return { browser, page };
}
