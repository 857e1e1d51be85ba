// npm run test:dashboard [-- --screenshots]: drives the built dashboard in headless Chromium as a person would, served by examples/nest-gateway
// over a simulated kernel, and lets axe look at it. With --screenshots the pictures in docs/ are made anew.
import { strict as assert } from 'node:assert';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { buildDashboard } from './build-dashboard.mjs';
import { compilePrograms } from './built.mjs';
import { openBrowser, toolsOfTest } from './dashboard/browser.mjs';
import { endAll, kill, startGateway, startPrinting } from './dashboard/processes.mjs';

const SCREENSHOTS = process.argv.includes('--screenshots');
const TOKEN = 'the token of this test';
const ASSETS = 'packages/dashboard/assets';

const LOCK = {
  name: 'Front door',
  address: 'C0:11:22:33:44:55',
  pairing: { ioCapability: 'DisplayOnly', passkey: 123_456 },
};
const VISITOR = { name: 'Visitor', address: 'C0:11:22:33:44:66' };

await buildDashboard();
compilePrograms();
await import('../packages/dashboard/index.test.mjs');
const axe = readFileSync((await toolsOfTest()).resolve('axe-core/axe.min.js'), 'utf8');
const gateway = await startGateway(TOKEN, ASSETS);
for (const device of [LOCK, VISITOR]) gateway.change('come', device);
const { port } = new URL(gateway.url);
const { browser, page } = await openBrowser();
const complaints = [];
page.on('pageerror', (error) => complaints.push(String(error)));

const until = async (locator, state = 'visible') => locator.waitFor({ state });
const adapter = (index) => page.getByRole('article', { name: `hci${index}` });
const power = (index) => adapter(index).getByRole('switch', { name: 'On', exact: true });
const switched = (index, on) => until(adapter(index).getByRole('switch', { name: 'On', exact: true, checked: on }));

async function looked(what) {
  await page.evaluate(axe);
  const violations = await page.evaluate(async () => (await globalThis.axe.run()).violations);
  assert.deepEqual(
    violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]),
    [],
    what,
  );
}

async function pictures() {
  for (const scheme of ['light', 'dark']) {
    await page.emulateMedia({ colorScheme: scheme });
    for (const [name, width, height] of [
      ['desktop', 1280, 900],
      ['phone', 390, 844],
    ]) {
      await page.setViewportSize({ width, height });
      const isWider = await page.evaluate(
        () => globalThis.document.documentElement.scrollWidth > globalThis.innerWidth,
      );
      assert.equal(isWider, false, `${name}: it can be read without moving it aside`);
      await looked(`${name}, ${scheme}`);
      if (SCREENSHOTS) await page.screenshot({ path: `docs/dashboard-${name}-${scheme}.png` });
    }
  }
  await page.emulateMedia({ colorScheme: 'light' });
  await page.setViewportSize({ width: 1280, height: 900 });
}

/** A page of its own shows what it gets at an address. */
async function opens(url) {
  const other = await browser.newPage();
  await other.goto(url);
  await until(other.getByRole('article', { name: 'hci0' }));
  await until(other.getByText('Simulated:'));
  await other.close();
}

test('the dashboard', { timeout: 120_000 }, async (t) => {
  await t.test('says that it is simulated, and hides the token', async () => {
    await page.goto(`${gateway.url}/#${new URLSearchParams({ token: TOKEN, simulated: '1' })}`);
    await until(adapter(1));
    await until(page.getByText('Simulated:'));
    assert.equal(new URL(page.url()).hash, '');
  });

  await t.test('has switches that are used with the keyboard', async () => {
    await power(1).focus();
    await page.keyboard.press('Space');
    await switched(1, true);
    await page.keyboard.press('Space');
    await switched(1, false);
  });

  await t.test('says why a setting can not be switched', async () => {
    await adapter(1).getByText('More settings').click();
    await adapter(1).getByRole('switch', { name: 'Privacy' }).click();
    await until(adapter(1).getByRole('alert').getByText('Privacy: the server of this page does not allow it'));
    await adapter(1).getByRole('switch', { name: 'Link security' }).click();
    await until(adapter(1).getByRole('switch', { name: 'Link security', checked: true }));
    await looked('more settings');
    await adapter(1).getByText('More settings').click();
  });

  await t.test('moves a switch when another program does', async () => {
    for (const powered of [true, false, true]) {
      const response = await fetch(`${gateway.url}/adapter/power`, {
        method: 'PUT',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ powered }),
      });
      assert.deepEqual(await response.json(), { powered });
      await switched(0, powered);
    }
  });

  const row = ({ address }) => page.locator(`tr[data-address="${address}"]`);
  const lastPlotted = () =>
    page.waitForFunction(() => {
      const [x] = (globalThis.document.querySelector('app-plot polyline')?.getAttribute('points') ?? '')
        .split(' ')
        .at(-1)
        .split(',');
      return x !== '' && Number(x) < 580;
    });
  await t.test('shows devices, sorts them, and draws strengths', async () => {
    await until(row(LOCK));
    await until(row(VISITOR));
    // It takes a while until it counts as gone.
    gateway.change('leave', VISITOR.name);
    await page.getByRole('button', { name: 'Plot Visitor' }).click();
    // Time goes on, whether it is heard or not.
    await lastPlotted();
    await page.getByRole('button', { name: 'Plot Front door' }).click();
    await page.waitForFunction(() => {
      const line = globalThis.document.querySelector('app-plot polyline')?.getAttribute('points') ?? '';
      return line.split(' ').length > 2;
    });
    await page.getByRole('columnheader', { name: 'Name' }).getByRole('button').click();
    const names = () => page.locator('app-devices tbody th').allTextContents();
    // Those without a name come first.
    const shown = (await names()).filter((name) => name !== '–');
    assert.deepEqual(shown, [...shown].sort());
  });

  await t.test('has nothing that keeps people out, narrow or wide, light or dark', pictures);

  await t.test('explains frames', async () => {
    await page.locator('app-event-log summary').first().click();
    assert.match((await page.locator('app-event-log pre').first().textContent()) ?? '', /[0-9a-f]{2} /);
  });

  await t.test('pairs with a passkey', async () => {
    await page.getByRole('button', { name: 'Pair with Front door' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('The six digits').fill('123456');
    await looked('the dialog');
    await page.keyboard.press('Enter');
    await until(dialog.getByRole('button', { name: 'Close' }));
    assert.equal(await dialog.getByRole('status').textContent(), 'Paired.', (await dialog.textContent()) ?? '');
    await dialog.getByRole('button', { name: 'Close' }).click();
    await until(dialog, 'hidden');
    await until(page.locator('app-keys').getByText(`${LOCK.address}, long-term key`));
  });

  await t.test('loses a device that leaves', async () => {
    await row(VISITOR).waitFor({ state: 'detached', timeout: 30_000 });
    await until(row(LOCK));
  });

  await t.test('follows an adapter that is unplugged and returns elsewhere', async () => {
    const address = '00:1A:7D:DA:71:13';
    gateway.change('plug', address);
    await until(adapter(2).getByText(address));
    gateway.change('unplug', address);
    await until(adapter(2), 'detached');
    gateway.change('plug', '00:1A:7D:DA:71:14');
    gateway.change('plug', address);
    await until(adapter(3).getByText(address));
  });

  let printed;
  await t.test(
    'says that there is no connection when the gateway was killed, and goes on when it is back',
    async () => {
      await kill(gateway.child);
      await until(page.locator('[data-test=cut]'));
      await until(adapter(0), 'detached');
      printed = await startPrinting('build/examples/nest-gateway.js', port, '--simulated', '--token', TOKEN);
      await until(adapter(0));
      await until(page.locator('[data-test=cut]'), 'detached');
      await until(page.locator('[data-test=lost]'));
      await power(0).click();
      await switched(0, true);
    },
  );

  await t.test('opens at the address that the gateway of Nest prints', () => opens(printed));

  await t.test('opens at the address that the command of its package prints', async () => {
    await opens(await startPrinting('packages/dashboard/cli.js', '--simulator', '--port', '0'));
  });

  await t.test('has no error in its page', () => assert.deepEqual(complaints, []));
});

test.after(async () => {
  await browser.close();
  await endAll();
});
