import 'reflect-metadata';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { Mgmt, memoryKeyStore } from 'rx-btmgmt';
import { createSimulator } from 'rx-btmgmt/simulator';
import { webSocketTransport } from 'rx-btmgmt/websocket';
import { firstValueFrom } from 'rxjs';
import { WebSocket } from 'ws';
import { startGateway } from './start-gateway.js';

const LAMP = { address: 'C0:00:00:00:00:0A', advertising: { interval: 20 } };

const ADAPTER = '00:1A:7D:DA:71:13';
const KEY = {
  kind: 'LinkKey',
  address: 'A4:C1:38:00:00:04',
  addressType: 'BREDR',
  keyType: 'UnauthenticatedP192',
  value: new Uint8Array(16).fill(0xab),
  pinLength: 0,
} as const;

describe('The gateway of Nest, on a simulated kernel', () => {
  const page = mkdtempSync(join(tmpdir(), 'rx-btmgmt-page-'));
  const keys = memoryKeyStore();
  let app: NestExpressApplication;
  let url: string;

  beforeAll(async () => {
    writeFileSync(join(page, 'index.html'), '<title>Dashboard</title>');
    const transport = createSimulator({ controllers: [{ address: ADAPTER }], devices: [LAMP] }).transport();
    await firstValueFrom(keys.write$(ADAPTER, KEY), { defaultValue: undefined });
    app = await startGateway({ transport, bridge: { token: 'token of the test' }, keys, port: 0, dashboard: page });
    url = await app.getUrl();
  });

  afterAll(async () => {
    await app.close();
    rmSync(page, { recursive: true });
  });

  const get = async (path: string, init?: RequestInit) => {
    const response = await fetch(url + path, init);
    return { status: response.status, body: await response.text() };
  };
  const power = (powered: unknown) =>
    get('/adapter/power', {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ powered }),
    });

  it('switches the adapter, and refuses what is no switch', async () => {
    expect(await power(true)).toEqual({ status: 200, body: '{"powered":true}' });
    expect(await get('/adapter/power')).toEqual({ status: 200, body: '{"powered":true}' });
    const refused = await power('perhaps');
    expect(refused.status).toBe(400);
    expect(refused.body).toContain('CodecError');
  });

  it('tells of devices as they come, and lists them', async () => {
    await power(true);
    const { body } = await fetch(`${url}/devices/news`);
    const reader = body!.pipeThrough(new TextDecoderStream()).getReader();
    let said = '';
    while (!said.includes(LAMP.address)) said += (await reader.read()).value ?? '';
    expect(said).toContain('event: found');
    await reader.cancel();
    let list: readonly { address: string; rssi: number | null }[] = [];
    while (list.length === 0) list = JSON.parse((await get('/devices')).body) as typeof list;
    expect(list.map(({ address, rssi }) => [address, typeof rssi])).toEqual([[LAMP.address, 'number']]);
  });

  it('lists whose keys are kept, and no keys, for those who have the token', async () => {
    expect((await get(`/keys/${ADAPTER}`)).status).toBe(401);
    const headers = { authorization: 'Bearer token of the test' };
    const { status, body } = await get(`/keys/${ADAPTER}`, { headers });
    expect({ status, list: JSON.parse(body) as unknown }).toEqual({
      status: 200,
      list: [{ kind: KEY.kind, address: KEY.address }],
    });
    expect((await get('/keys/hci0', { headers })).status).toBe(400);
  });

  it('describes itself', async () => {
    const { paths } = JSON.parse((await get('/api-json')).body) as { paths: object };
    expect(Object.keys(paths)).toEqual(['/devices', '/adapter/power', '/keys/{controller}']);
  });

  it('serves a page, and has a bridge at the same port, which asks for a token', async () => {
    expect((await get('/')).body).toContain('Dashboard');
    const client = (token: string) =>
      new Mgmt(webSocketTransport(`${url.replace('http', 'ws')}/btmgmt`, { token, WebSocket }));
    const [known, stranger] = [client('token of the test'), client('guessed')];
    const { controllerIndexes } = await firstValueFrom(known.command$('ReadControllerIndexList', null));
    expect(controllerIndexes).toEqual([0]);
    await expect(firstValueFrom(stranger.command$('ReadControllerIndexList', null))).rejects.toMatchObject({
      code: 'REFUSED',
    });
    stranger.close();
    // `known` stays: the end of the application does not wait for it.
  });
});
