import type { Socket } from 'node:net';
import { createSimulator } from 'rx-btmgmt/simulator';
import { serveMgmt } from 'rx-btmgmt/websocket-server';
import { browse, servePage } from './served-page.js';

const TOKEN = '0123456789abcdef';

/** A page that switches a controller on, scans, is cut off, and scans again. */
const PAGE = `
  import { Mgmt, controller, scan } from 'rx-btmgmt';
  import { webSocketTransport } from 'rx-btmgmt/websocket';
  import { filter, firstValueFrom } from 'rxjs';

  const url = 'ws://127.0.0.1:' + location.port + '/btmgmt';
  const mgmt = new Mgmt(webSocketTransport(url, { token: '${TOKEN}', reconnect: { delay: 100 } }));
  const adapter = controller(mgmt, 0);
  const run = async () => {
    const watching = mgmt.events$.subscribe({ error: () => undefined });
    for (const command of ['SetLowEnergy', 'SetPowered']) await firstValueFrom(mgmt.command$(command, 0, true));
    const { settings } = await firstValueFrom(adapter.state$.pipe(filter((state) => state?.settings.Powered === true)));
    const seen = [(await firstValueFrom(scan(adapter))).name];
    const cut = firstValueFrom(mgmt.cuts$);
    const lost = firstValueFrom(mgmt.drops$);
    await tell('cut');
    const { code } = await cut;
    const { dropped } = await lost;
    seen.push((await firstValueFrom(scan(adapter))).name);
    watching.unsubscribe();
    return { powered: settings.Powered, seen, code, dropped, isNode: typeof process !== 'undefined' };
  };
  run().then(report, (error) => report({ error: error.code ?? String(error) }));
`;

/** What the page reports that is loaded from this host, before a bridge to a simulated kernel. */
async function reportOf(host: string): Promise<unknown> {
  const simulator = createSimulator({ controllers: [{}], devices: [{ name: 'Thermometer' }] });
  const connections = new Set<Socket>();
  let done: (value: unknown) => void = () => undefined;
  const reported = new Promise((resolve) => (done = resolve));
  const cut = (): void => connections.forEach((socket) => socket.destroy());
  const { server, port, close } = await servePage(PAGE, cut, done);
  server.on('upgrade', ({ socket }) => connections.add(socket));
  const bridge = await serveMgmt(simulator.transport(), { server, token: TOKEN, allow: 'owning' });
  try {
    await browse(`http://${host}:${port}/`, reported);
    return await reported;
  } finally {
    await bridge.close();
    close();
  }
}

describe('A page in headless Chromium', () => {
  it('switches a controller on over a bridge, scans, and goes on when it was cut off', async () => {
    expect(await reportOf('127.0.0.1')).toEqual({
      powered: true,
      seen: ['Thermometer', 'Thermometer'],
      code: 'DISCONNECTED',
      dropped: 1,
      isNode: false,
    });
  }, 60_000);

  it('is refused when it comes from elsewhere', async () => {
    expect(await reportOf('localhost')).toEqual({ error: 'REFUSED' });
  }, 60_000);
});
