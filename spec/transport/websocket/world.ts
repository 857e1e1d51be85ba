import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import { setImmediate as turned } from 'node:timers/promises';
import { firstValueFrom, filter, timeout } from 'rxjs';
import type { Observable } from 'rxjs';
import { Mgmt } from 'rx-btmgmt';
import type { Transport } from 'rx-btmgmt';
import type { Simulator } from 'rx-btmgmt/simulator';
import { createSimulator } from 'rx-btmgmt/simulator';
import { webSocketTransport } from 'rx-btmgmt/websocket';
import type { WebSocketTransport, WebSocketTransportOptions } from 'rx-btmgmt/websocket';
import { serveMgmt } from 'rx-btmgmt/websocket-server';
import type { BridgeEvent, MgmtBridge, ServeOptions } from 'rx-btmgmt/websocket-server';
import { WebSocket } from 'ws';

export const TOKEN = '0123456789abcdef';

/** What happens within seconds, or the specification fails. */
export const soon = <T>(values$: Observable<T>, isMeant: (value: T) => boolean = () => true): Promise<T> =>
  firstValueFrom(values$.pipe(filter(isMeant), timeout({ first: 3000 })));

/** A message that came over a WebSocket without the library: text, or bytes. */
export type Message = string | Uint8Array;

/** A WebSocket by hand. */
export class RawClient {
  readonly messages: Message[] = [];
  readonly closed: Promise<{ readonly code: number; readonly reason: string }>;

  constructor(readonly socket: WebSocket) {
    socket.on('message', (data: Buffer, isBinary) => {
      this.messages.push(isBinary ? Uint8Array.from(data) : data.toString());
      for (const look of [...this.#looking]) look();
    });
    socket.on('error', () => undefined);
    this.closed = new Promise((resolve) =>
      socket.once('close', (code, reason) => resolve({ code, reason: reason.toString() })),
    );
  }

  readonly #looking = new Set<() => void>();

  /** Waits until something is so of the messages. */
  until(isSo: (messages: readonly Message[]) => boolean): Promise<void> {
    return new Promise((resolve) => {
      const look = (): void => {
        if (!isSo(this.messages)) return;
        this.#looking.delete(look);
        resolve();
      };
      this.#looking.add(look);
      look();
    });
  }

  opened(): Promise<void> {
    return new Promise((resolve) => this.socket.once('open', () => resolve()));
  }

  /** Says hello, and waits to be let in. */
  async enter(token = TOKEN): Promise<this> {
    await this.opened();
    this.socket.send(JSON.stringify({ type: 'hello', versions: [1], token }));
    await this.until((messages) => messages.length > 0);
    return this;
  }

  get frames(): readonly Uint8Array[] {
    return this.messages.filter((message) => typeof message !== 'string');
  }

  get texts(): readonly { readonly type: string; readonly dropped?: number }[] {
    return this.messages
      .filter((message) => typeof message === 'string')
      .map((text) => JSON.parse(text) as { readonly type: string; readonly dropped?: number });
  }
}

/** A simulated kernel behind a bridge on this machine. */
export class World {
  readonly log: BridgeEvent[] = [];
  readonly #sockets: WebSocket[] = [];
  readonly #programs: Mgmt[] = [];
  readonly #bridges: MgmtBridge[];
  readonly #connections = new Set<Socket>();
  readonly port: number;

  private constructor(
    readonly simulator: Simulator,
    readonly bridge: MgmtBridge,
    readonly server: Server,
  ) {
    this.#bridges = [bridge];
    const address = server.address();
    this.port = typeof address === 'object' && address !== null ? address.port : Number(new URL(bridge.url ?? '').port);
    server.on('connection', (socket) => this.#connections.add(socket));
  }

  static async create(
    options: Partial<ServeOptions> = {},
    kernel: (simulator: Simulator) => Transport = (simulator) => simulator.transport(),
    simulator = createSimulator({ controllers: [{}] }),
  ): Promise<World> {
    const token = options.authorize === undefined ? { token: TOKEN } : {};
    const server = createServer();
    const listen = 'port' in options ? {} : { server };
    const bridge = await serveMgmt(kernel(simulator), { ...token, ...listen, ...options });
    if ('server' in listen) await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const world = new World(simulator, bridge, server);
    bridge.events$.subscribe((event) => world.log.push(event));
    return world;
  }

  get url(): string {
    return `ws://127.0.0.1:${this.port}/btmgmt`;
  }

  transport(options: Partial<WebSocketTransportOptions> = {}): WebSocketTransport {
    return webSocketTransport(this.url, { token: TOKEN, WebSocket, ...options });
  }

  mgmt(options: Partial<WebSocketTransportOptions> = {}): Mgmt {
    const mgmt = new Mgmt(this.transport(options));
    this.#programs.push(mgmt);
    return mgmt;
  }

  raw(options: { readonly origin?: string; readonly autoPong?: boolean } = {}, url = this.url): RawClient {
    const socket = new WebSocket(url, options);
    this.#sockets.push(socket);
    return new RawClient(socket);
  }

  /** Ends the connections of all clients without a word. */
  cut(): void {
    for (const socket of this.#connections) socket.destroy();
  }

  /** How many bytes wait in this process for clients that do not read. */
  waiting(): number {
    return [...this.#connections].reduce((sum, socket) => sum + socket.writableLength, 0);
  }

  /**
   * Waits until something is so, looking in each turn of the event loop: for what tells nobody that it happens. The limit is
   * in seconds, since how many turns fit into the interval of an advertiser depends on the machine.
   */
  async until(isSo: () => boolean): Promise<void> {
    for (const end = performance.now() + 5000; !isSo();) {
      if (performance.now() > end) throw new Error('It did not happen within 5 s');
      await turned();
    }
  }

  /** What the bridge says happened, that has happened or will. */
  event<N extends BridgeEvent['event']>(name: N): Promise<BridgeEvent & { readonly event: N }> {
    const happened = this.log.find(({ event }) => event === name);
    // The compiler does not see that the name was compared.
    const meant =
      happened === undefined ? soon(this.bridge.events$, ({ event }) => event === name) : Promise.resolve(happened);
    return meant as Promise<BridgeEvent & { readonly event: N }>;
  }

  /** The same kernel behind another bridge at the same port. */
  async again(options: Partial<ServeOptions> = {}): Promise<MgmtBridge> {
    const bridge = await serveMgmt(this.simulator.transport(), { token: TOKEN, port: this.port, ...options });
    this.#bridges.push(bridge);
    return bridge;
  }

  /** Ends the bridge, and whatever listens at its port. */
  async kill(): Promise<void> {
    await this.bridge.close();
    if (this.server.listening) await new Promise((resolve) => this.server.close(resolve));
  }

  async end(): Promise<void> {
    // One that is left would try to come back for ever.
    for (const mgmt of this.#programs) mgmt.close();
    for (const socket of this.#sockets) socket.terminate();
    await Promise.all(this.#bridges.map((bridge) => bridge.close()));
    this.server.close();
    this.cut();
  }
}
