// npm run test:dashboard:kernel [-- KERNEL]: opens the dashboard of a virtual machine with a real kernel, 6.12 unless said otherwise, and
// switches its controllers.
import { strict as assert } from 'node:assert';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { test } from 'node:test';
import { openBrowser } from './dashboard/browser.mjs';
import { endAll, startPrinting } from './dashboard/processes.mjs';

const [kernel = '6.12'] = process.argv.slice(2);

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return String(port);
}

test(`the dashboard of a virtual machine with Linux ${kernel}`, async () => {
  const url = await startPrinting('scripts/dashboard.mjs', '--kernel', kernel, '--port', await freePort());
  const { browser, page } = await openBrowser();
  try {
    // A page of 0.5 MB from an emulated machine.
    page.setDefaultTimeout(60_000);
    await page.goto(url);
    const adapter = (index) => page.getByRole('article', { name: `hci${index}` });
    for (const index of [0, 1, 2]) await adapter(index).waitFor();
    assert.equal(await page.getByText('Simulated:').count(), 0);
    const power = (on) => adapter(2).getByRole('switch', { name: 'On', exact: true, checked: on });
    for (const on of [true, false]) {
      await power(on).click();
      await power(!on).waitFor();
    }
    const address = (await adapter(1).textContent())?.match(/([0-9A-F]{2}:){5}[0-9A-F]{2}/)?.[0];
    await page.locator(`tr[data-address="${address}"]`).waitFor();
    await page.getByLabel('Scan with').selectOption({ index: 2 });
    await page.waitForFunction(() => globalThis.document.querySelectorAll('tr[data-address]').length === 6);
  } finally {
    await browser.close();
    await endAll();
  }
});
