import { request } from 'node:http';
import { connect } from 'node:net';
import { once } from 'node:events';
import { firstValueFrom } from 'rxjs';
import type { CommandName, Mgmt } from 'rx-btmgmt';
import { encodeCommand, isTransportError } from 'rx-btmgmt';
import { webSocketTransport, BridgeCloseCode } from 'rx-btmgmt/websocket';
import { serveMgmt } from 'rx-btmgmt/websocket-server';
import { createSimulator } from 'rx-btmgmt/simulator';
import { WebSocket } from 'ws';
import { ManualTime } from '../../simulator/manual-time.js';
import { TOKEN, World } from './world.js';

describe('A bridge lets in', () => {
  let world: World;
  afterEach(() => world.end());

  const errorOf = (mgmt: Mgmt): Promise<unknown> =>
    firstValueFrom(mgmt.command$('ReadControllerIndexList', null)).catch((error: unknown) => error);

  it('who has its token', async () => {
    world = await World.create();
    const { controllerIndexes } = await firstValueFrom(world.mgmt().command$('ReadControllerIndexList', null));
    expect(controllerIndexes).toEqual([0]);
  });

  it.each([
    ['no token', ''],
    ['a wrong token', 'fedcba9876543210'],
    ['the beginning of the token', TOKEN.slice(0, -1)],
    ['more than the token', `${TOKEN}0`],
  ])('nobody with %s', async (_, token) => {
    world = await World.create();
    const client = world.raw();
    await client.opened();
    client.socket.send(JSON.stringify({ type: 'hello', versions: [1], token }));
    expect(await client.closed).toEqual({ code: BridgeCloseCode.Unauthorized, reason: 'the token is not right' });
    expect(client.messages).toEqual([]);
    expect(JSON.stringify(world.log)).not.toContain(token || TOKEN);
  });

  it('nobody whose program has the wrong token, and says what to do', async () => {
    world = await World.create();
    const error = await errorOf(world.mgmt({ token: 'fedcba9876543210' }));
    expect(isTransportError(error, 'REFUSED')).toBe(true);
    expect(String(error)).toContain('The token is not right');
  });

  it('nobody who puts the token into the URL', async () => {
    world = await World.create();
    const client = world.raw({}, `${world.url}?token=${TOKEN}`);
    await client.opened();
    client.socket.send(JSON.stringify({ type: 'hello', versions: [1] }));
    expect(await client.closed).toMatchObject({ code: BridgeCloseCode.Malformed });
  });

  it('only whom and what it was told to when it was made', async () => {
    const [origins, allow]: [string[], CommandName[]] = [[], ['SetBondable']];
    world = await World.create({ origins, allow });
    origins.push('https://stranger.example');
    allow.push('SetConnectable');
    const client = world.raw({ origin: 'https://stranger.example' });
    expect(await client.closed).toMatchObject({ code: BridgeCloseCode.ForeignOrigin });
    const denied = firstValueFrom(world.mgmt().command$('SetConnectable', 0, true));
    await expect(denied).rejects.toMatchObject({ code: 'PermissionDenied' });
  });

  it.each(['https://stranger.example', 'http://127.0.0.1:1', 'null', 'http://localhost.stranger.example'])(
    'no page from %s, whatever its token',
    async (origin) => {
      world = await World.create({ origins: ['https://dashboard.example'] });
      const client = world.raw({ origin });
      await client.opened();
      client.socket.send(JSON.stringify({ type: 'hello', versions: [1], token: TOKEN }));
      expect(await client.closed).toMatchObject({ code: BridgeCloseCode.ForeignOrigin });
      expect(client.messages).toEqual([]);
    },
  );

  it('pages from its origins, and from this machine', async () => {
    world = await World.create({ origins: ['https://dashboard.example'] });
    for (const origin of ['https://dashboard.example', `http://127.0.0.1:${world.port}`]) {
      const client = await world.raw({ origin }).enter();
      expect(client.texts[0]).toMatchObject({ type: 'welcome', version: 1 });
    }
  });

  it('no page of the same origin whose name leads here from elsewhere', async () => {
    world = await World.create();
    const name = `rebound.example:${world.port}`;
    const socket = new WebSocket(world.url, { origin: `http://${name}`, headers: { host: name } });
    const [code] = (await once(socket, 'close')) as [number];
    expect(code).toBe(BridgeCloseCode.ForeignOrigin);
  });

  it('nobody who speaks another version', async () => {
    world = await World.create();
    const client = world.raw();
    await client.opened();
    client.socket.send(JSON.stringify({ type: 'hello', versions: [2, 3], token: TOKEN }));
    expect(await client.closed).toMatchObject({ code: BridgeCloseCode.UnknownVersion });
  });

  it.each([
    ['text that is no JSON', 'hello'],
    ['JSON that is no hello', '{"type":"welcome"}'],
    ['an array', '[]'],
    ['a frame', Uint8Array.of(3, 0, 255, 255, 0, 0)],
    ['a hello that is too long', JSON.stringify({ type: 'hello', versions: [1], token: TOKEN, pad: 'x'.repeat(5000) })],
  ])('nobody who begins with %s', async (_, message) => {
    world = await World.create();
    const client = world.raw();
    await client.opened();
    client.socket.send(message);
    expect(await client.closed).toMatchObject({ code: BridgeCloseCode.Malformed });
  });

  it('those whom a function knows, by the names that it gives them', async () => {
    world = await World.create({
      authorize: ({ token }) => Promise.resolve(token === 'open sesame' && 'ali'),
    });
    await world.raw().enter('open sesame');
    expect(world.bridge.clients).toEqual([{ id: 1, name: 'ali', origin: undefined, address: '127.0.0.1' }]);
  });

  it.each([
    ['throws', () => Promise.reject(new Error('the database is down'))],
    ['says something else than yes', () => 1 as unknown as boolean],
  ])('nobody if the function %s', async (_, authorize) => {
    world = await World.create({ authorize });
    const client = world.raw();
    await client.opened();
    client.socket.send(JSON.stringify({ type: 'hello', versions: [1], token: TOKEN }));
    expect(await client.closed).toMatchObject({ code: BridgeCloseCode.Unauthorized });
  });

  it('as many clients as may be there, and others when these have gone', async () => {
    world = await World.create({ limits: { clients: 2 } });
    const [first] = [await world.raw().enter(), await world.raw().enter()];
    const third = world.raw();
    await third.opened();
    third.socket.send(JSON.stringify({ type: 'hello', versions: [1], token: TOKEN }));
    expect(await third.closed).toMatchObject({ code: BridgeCloseCode.TooManyClients });
    first.socket.close();
    await world.event('disconnected');
    await world.raw().enter();
    expect(world.bridge.clients.map(({ id }) => id)).toEqual([2, 3]);
  });

  it('nobody who takes too long to say who it is', async () => {
    const scheduler = new ManualTime();
    world = await World.create({ scheduler, handshakeTimeout: 5000 });
    const slow = world.raw();
    await slow.opened();
    scheduler.pass(4999);
    const quick = await world.raw().enter();
    scheduler.pass(1);
    expect(await slow.closed).toMatchObject({ code: BridgeCloseCode.HandshakeTimeout });
    expect(quick.socket.readyState).toBe(WebSocket.OPEN);
  });

  it('one who means well while five hundred others say nothing', async () => {
    world = await World.create({ port: 0, limits: { handshakes: 8 } });
    const idle = Array.from({ length: 500 }, () => connect(world.port, '127.0.0.1').on('error', () => undefined));
    await Promise.all(idle.slice(0, 480).map((socket) => once(socket, 'close')));
    await world.raw().enter();
    expect(world.bridge.clients).toHaveLength(1);
    for (const socket of idle) socket.destroy();
  });

  it('five hundred clients who then only listen, and serves each of them', async () => {
    const used = (): number => process.memoryUsage().heapUsed + process.memoryUsage().arrayBuffers;
    const before = used();
    world = await World.create({ limits: { clients: 500 } });
    const idle = await Promise.all(Array.from({ length: 500 }, () => world.raw().enter()));
    expect(await errorOf(world.mgmt())).toMatchObject({ code: 'UNREACHABLE' });
    world.simulator.addController();
    await Promise.all(idle.map((client) => client.until(() => client.frames.length === 1)));
    expect(new Set(idle.map(({ messages }) => messages.length))).toEqual(new Set([2]));
    idle[250]?.socket.send(encodeCommand('ReadManagementVersionInformation', null, {}));
    await idle[250]?.until(({ length }) => length === 3);
    expect(idle.filter(({ messages }) => messages.length !== 2)).toHaveLength(1);
    // Both ends of each connection are in this process.
    expect((used() - before) / 500).toBeLessThan(200_000);
  });

  it('nobody who sends the request for a WebSocket byte by byte', async () => {
    const scheduler = new ManualTime();
    world = await World.create({ port: 0, scheduler });
    const socket = connect(world.port, '127.0.0.1');
    await once(socket, 'connect');
    socket.write('GET /btmgmt HTTP/1.1\r\nHost: 127.0.0.1\r\n');
    // Its answer shows that the bridge has seen both.
    await world.raw().enter();
    scheduler.pass(5000);
    await once(socket, 'close');
    expect(world.bridge.clients).toHaveLength(1);
  });

  it('nobody at another path, and tells who asks for a page what it is', async () => {
    world = await World.create({ port: 0 });
    const lost = world.raw({}, world.url.replace('btmgmt', 'other'));
    expect(await lost.closed).toMatchObject({ code: 1006 });
    const [response] = (await once(request(world.url.replace('ws:', 'http:')).end(), 'response')) as [
      { readonly statusCode: number; resume(): void },
    ];
    response.resume();
    expect(response.statusCode).toBe(426);
  });
});

describe('A bridge', () => {
  it('listens on this machine only, unless it is told otherwise', async () => {
    const bridge = await serveMgmt(createSimulator().transport(), { port: 0, token: TOKEN });
    expect(bridge.url).toMatch(/^ws:\/\/127\.0\.0\.1:\d+\/btmgmt$/);
    await bridge.close();
  });

  it('says who has its port', async () => {
    const kernel = createSimulator().transport();
    const first = await serveMgmt(kernel, { port: 0, token: TOKEN });
    const port = Number(new URL(first.url ?? '').port);
    const error: unknown = await serveMgmt(kernel, { port, token: TOKEN }).catch((failure: unknown) => failure);
    expect(isTransportError(error, 'EADDRINUSE')).toBe(true);
    await first.close();
  });

  it.each([
    ['no token', { port: 0 }, 'token'],
    ['a short token', { port: 0, token: 'secret' }, 'token'],
    ['a short token among others', { port: 0, token: { a: TOKEN, b: 'x' } }, 'token.b'],
    ['a token and a function', { port: 0, token: TOKEN, authorize: () => true }, 'token'],
    ['neither port nor server', { token: TOKEN }, 'port'],
    ['a command that there is not', { port: 0, token: TOKEN, allow: ['SetPower'] }, 'allow[0]'],
    ['an origin with a path', { port: 0, token: TOKEN, origins: ['https://x.example/'] }, 'origins[0]'],
    ['an option that there is not', { port: 0, token: TOKEN, origin: [] }, 'origin'],
  ])('refuses %s before anything else', (_, options, option) => {
    const serve = () => serveMgmt(createSimulator().transport(), options as never);
    expect(serve).toThrow(expect.objectContaining({ name: 'OptionError', option }));
    expect(serve).not.toThrow(/secret/);
  });
});

describe('A transport to a bridge', () => {
  it.each([
    ['a URL of http', 'http://127.0.0.1/btmgmt', {}, 'url'],
    ['no URL', '127.0.0.1', {}, 'url'],
    ['a password in the URL', 'ws://user:secret@127.0.0.1/', {}, 'url'],
    ['no token', 'ws://127.0.0.1/', { token: undefined }, 'token'],
    ['a delay below zero', 'ws://127.0.0.1/', { reconnect: { delay: -1 } }, 'reconnect.delay'],
  ])('refuses %s before anything else', (_, url, options, option) => {
    const make = () => webSocketTransport(url, { token: TOKEN, WebSocket, ...options } as never);
    expect(make).toThrow(expect.objectContaining({ name: 'OptionError', option }));
    expect(make).not.toThrow(/secret/);
  });

  it('fails if the function that gives the token does', async () => {
    const token = () => Promise.reject(new Error('nobody is logged in'));
    const transport = webSocketTransport('ws://127.0.0.1:9/', { token, WebSocket });
    const error: unknown = await firstValueFrom(transport.frames$).catch((failure: unknown) => failure);
    expect(isTransportError(error, 'REFUSED')).toBe(true);
    expect(String(error)).toContain('nobody is logged in');
  });
});
