import { WebSocket } from 'ws';
import { createSimulator } from 'rx-btmgmt/simulator';
import { BridgeCloseCode, webSocketTransport } from 'rx-btmgmt/websocket';
import type { WebSocketTransportOptions } from 'rx-btmgmt/websocket';
import type { MgmtBridge, ServeOptions } from 'rx-btmgmt/websocket-server';
import { serveMgmt } from 'rx-btmgmt/websocket-server';
import type { Mgmt } from 'rx-btmgmt';
import { snippetsOf, textOf } from './markdown.js';
import { loadWith, runSnippet } from './run-snippet.js';

const PAGE = 'docs/bridge.md';
const [server, page, policy] = snippetsOf(PAGE);

/** The modules of the examples, on a simulated kernel and at a port that is free. */
class Modules {
  readonly bridges: Promise<MgmtBridge>[] = [];
  readonly programs: Mgmt[] = [];
  readonly options: ServeOptions[] = [];
  readonly printed: unknown[] = [];
  url = '';

  run(snippet = server): void {
    const real = jest.requireActual<{ Mgmt: new (transport: object) => Mgmt }>('rx-btmgmt');
    const { programs } = this;
    const modules = {
      'rx-btmgmt': {
        ...real,
        // What `new` is used on may return something else.
        Mgmt: function (transport: object) {
          const mgmt = new real.Mgmt(transport);
          programs.push(mgmt);
          return mgmt;
        },
      },
      'rx-btmgmt/linux': { hciSocket: () => createSimulator({ controllers: [{}] }).transport() },
      'rx-btmgmt/websocket': {
        webSocketTransport: (_: string, options: WebSocketTransportOptions) =>
          webSocketTransport(this.url, { ...options, WebSocket }),
      },
      'rx-btmgmt/websocket-server': {
        serveMgmt: (transport: Parameters<typeof serveMgmt>[0], options: ServeOptions) => {
          this.options.push(options);
          const bridge = serveMgmt(transport, { ...options, port: 0 });
          this.bridges.push(bridge);
          return bridge;
        },
      },
    };
    // Its awaits, as those of a module.
    const code = (snippet?.code ?? '').replace(/^((?:\/\/.*\n|import .*\n|\n)*)([^]*)$/, '$1(async () => {\n$2\n})();');
    runSnippet({ code }, loadWith(modules), {
      console: { log: (value: unknown) => this.printed.push(value) },
    });
  }

  async end(): Promise<void> {
    for (const mgmt of this.programs) mgmt.close();
    for (const bridge of this.bridges) await (await bridge).close();
  }
}

describe('The page of the bridge', () => {
  const modules = new Modules();
  afterAll(() => modules.end());

  it('has a bridge, and a page that shows what is behind it', async () => {
    modules.run();
    modules.url = (await modules.bridges[0])?.url ?? '';
    modules.run(page);
    while (!modules.printed.some(Array.isArray)) await new Promise((resolve) => setTimeout(resolve, 5));
    expect(modules.printed.find(Array.isArray)).toEqual([expect.stringMatching(/([\dA-F]{2}:?){6}$/)]);
    expect(modules.printed[0]).toBe(`Listening at ${modules.url}`);
  });

  it('has a policy that a bridge takes', async () => {
    modules.run(policy);
    await modules.bridges[1];
    expect(modules.options[1]?.token).toMatchObject({ technician: expect.any(String) });
  });

  it('lists all close codes', () => {
    const rows = [...textOf(PAGE).matchAll(/^\| (4\d{3}) \| `(\w+)`/gm)].map(([, code, name]) => [name, Number(code)]);
    expect(Object.fromEntries(rows)).toEqual(BridgeCloseCode);
  });
});
