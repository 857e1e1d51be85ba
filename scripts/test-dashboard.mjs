// npm run test:dashboard [-- --screenshots]: drives the built dashboard in headless Chromium against a bridge to the simulator, as a person
// would, and lets axe look at it. With --screenshots the pictures in docs/ are made anew.
import { strict as assert } from 'node:assert';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { test } from 'node:test';
import { lastValueFrom } from 'rxjs';
import { Mgmt } from 'rx-btmgmt';
import { createSimulator, neighbourhood } from 'rx-btmgmt/simulator';
import { buildDashboard } from './build-dashboard.mjs';
import { requireChromium } from './chromium.mjs';
import { installedFor } from './installed.mjs';

const SCREENSHOTS = process.argv.includes('--screenshots');
const TOKEN = 'the token of this test';

await requireChromium();
await buildDashboard();
const { serveDashboard } = await import('../packages/dashboard/index.js');
const tools = await installedFor('scripts/dashboard-test', 'dashboard-test');
const require = createRequire(join(tools, 'package.json'));
const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

const simulator = createSimulator({ controllers: [{}, {}], devices: neighbourhood() });
const lock = simulator.addDevice({
  name: 'Front door',
  address: 'C0:11:22:33:44:55',
  pairing: { ioCapability: 'DisplayOnly', passkey: 123_456 },
});
const other = new Mgmt(simulator.transport());
const serve = (port) => serveDashboard(simulator.transport(), { port, token: TOKEN, simulated: true });

let server = await serve(0);
const { port } = new URL(server.url);
const browser = await require('playwright-core').chromium.launch({
  executablePath: '/usr/bin/chromium',
  args: ['--no-sandbox'],
});
const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
page.setDefaultTimeout(20_000);
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

test('the dashboard', { timeout: 120_000 }, async (t) => {
  await t.test('says that it is simulated, and hides the token', async () => {
    await page.goto(server.url);
    await until(adapter(1));
    await until(page.getByText('Simulated:'));
    assert.equal(new URL(page.url()).hash, '');
  });

  await t.test('has switches that are used with the keyboard', async () => {
    await adapter(0).getByRole('switch', { name: 'Low Energy' }).click();
    await power(0).focus();
    await page.keyboard.press('Space');
    await switched(0, true);
  });

  await t.test('moves a switch when another program does', async () => {
    await lastValueFrom(other.command$('SetPowered', 1, true));
    await switched(1, true);
    await lastValueFrom(other.command$('SetPowered', 1, false));
    await switched(1, false);
  });

  const row = page.locator(`tr[data-address="${lock.address}"]`);
  await t.test('shows devices, sorts them, and draws strengths', async () => {
    await until(row);
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
  });

  await t.test('loses a device that leaves', async () => {
    lock.leave();
    await row.waitFor({ state: 'detached', timeout: 30_000 });
  });

  await t.test('follows an adapter that is unplugged and returns elsewhere', async () => {
    const address = '00:1A:7D:DA:71:13';
    const plugged = simulator.addController({ address });
    await until(adapter(2).getByText(address));
    plugged.remove();
    await until(adapter(2), 'detached');
    simulator.addController();
    simulator.addController({ address });
    await until(adapter(3).getByText(address));
  });

  await t.test('says that there is no connection, and goes on when the server is back', async () => {
    await server.close();
    await until(page.locator('[data-test=cut]'));
    await until(adapter(0), 'detached');
    server = await serve(Number(port));
    await until(adapter(0));
    await until(page.locator('[data-test=cut]'), 'detached');
    await until(page.locator('[data-test=lost]'));
    await power(0).click();
    await switched(0, false);
  });

  await t.test('has no error in its page', () => assert.deepEqual(complaints, []));
});

test.after(async () => {
  await browser.close();
  await server.close();
  other.close();
});
