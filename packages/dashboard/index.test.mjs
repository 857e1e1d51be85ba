// npm run test:dashboard runs these.
import { strict as assert } from 'node:assert';
import { test } from 'node:test';
import { firstValueFrom, throwError } from 'rxjs';
import { Mgmt, OptionError, isTransportError, memoryKeyStore } from 'rx-btmgmt';
import { createSimulator } from 'rx-btmgmt/simulator';
import { webSocketTransport } from 'rx-btmgmt/websocket';
import { WebSocket } from 'ws';
import { serveDashboard } from './index.js';

const ADDRESS = '00:1A:7D:DA:71:13';
const TOKEN = 'the token of this test';
const kernel = () => createSimulator({ controllers: [{ address: ADDRESS }] }).transport();
const served = (options) => serveDashboard(kernel(), { port: 0, token: TOKEN, ...options });

const wrong = [
  ['port', { port: 70_000 }],
  ['port', { port: '8080' }],
  ['host', { host: '' }],
  ['simulated', { simulated: 'yes' }],
  ['keys', { keys: 'keys.json' }],
  ['token', { token: 'short' }],
  ['token', { token: { a: TOKEN } }],
  ['allow', { allow: 'everything' }],
  ['origins', { origins: 'http://here' }],
  ['server', { server: {} }],
  ['orgins', { orgins: [] }],
];
for (const [option, options] of wrong) {
  test(`serveDashboard refuses ${JSON.stringify(options)}, and opens nothing`, async () => {
    const opened = [];
    const { frames$, send } = kernel();
    const transport = { frames$, send, another: () => opened.push('another') };
    await assert.rejects(serveDashboard(transport, { port: 0, ...options }), (error) => {
      assert.ok(error instanceof OptionError, String(error));
      assert.match(error.message, new RegExp(option));
      return true;
    });
    assert.deepEqual(opened, []);
  });
}

test('serveDashboard serves the page and nothing else, with a token that is not the last one', async () => {
  const dashboard = await serveDashboard(kernel(), { port: 0 });
  const other = await serveDashboard(kernel(), { port: 0 });
  const { origin, hash } = new URL(dashboard.url);
  assert.notEqual(hash, new URL(other.url).hash);
  const page = await fetch(origin);
  assert.equal(page.status, 200);
  assert.match(page.headers.get('content-security-policy'), /default-src 'self'/);
  for (const path of ['/package.json', '/..%2findex.js', '//', '//evil', '/keys/hci0']) {
    assert.equal((await fetch(origin + path)).status, 404, path);
  }
  assert.equal((await fetch(origin, { method: 'POST' })).status, 405);
  await Promise.all([dashboard.close(), other.close()]);
});

test('serveDashboard says who has its port, and lets go of the bridge', async () => {
  const first = await served();
  const port = Number(new URL(first.url).port);
  await assert.rejects(served({ port }), { code: 'EADDRINUSE' });
  await first.close();
  await first.close();
  const second = await served({ port });
  await second.close();
});

test('serveDashboard ends with its clients', async () => {
  const dashboard = await served();
  const mgmt = new Mgmt(webSocketTransport(`ws://${new URL(dashboard.url).host}/btmgmt`, { token: TOKEN, WebSocket }));
  await firstValueFrom(mgmt.command$('SetPowered', 0, true));
  const cut = firstValueFrom(mgmt.cuts$);
  const events = mgmt.events$.subscribe({ error: () => undefined });
  await dashboard.close();
  assert.ok(isTransportError(await cut));
  events.unsubscribe();
  mgmt.close();
});

test('serveDashboard lists whose keys are stored, and never a key', async () => {
  const keys = memoryKeyStore();
  const key = { kind: 'LinkKey', address: 'A4:C1:38:00:00:04', addressType: 'BREDR', keyType: 'UnauthenticatedP192' };
  const value = new Uint8Array(16).fill(0xab);
  await firstValueFrom(keys.write$(ADDRESS, { ...key, value, pinLength: 0 }), { defaultValue: undefined });
  const broken = { read$: () => throwError(() => new Error('unreadable')) };
  for (const [store, token, status, list] of [
    [keys, TOKEN, 200, [key]],
    [keys, 'another token, of the same length', 401],
    [undefined, TOKEN, 404],
    [broken, TOKEN, 500],
  ]) {
    const dashboard = await served({ ...(store && { keys: store }) });
    const url = `${new URL(dashboard.url).origin}/keys/${ADDRESS}`;
    const response = await fetch(url, { headers: { authorization: `Bearer ${token}` } });
    assert.equal(response.status, status);
    assert.deepEqual(list && (await response.json()), list);
    await dashboard.close();
  }
});
