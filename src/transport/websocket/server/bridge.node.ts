import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { Subject, Subscription, lastValueFrom, merge } from 'rxjs';
import type { Observable } from 'rxjs';
import { WebSocketServer } from 'ws';
import type { WebSocket } from 'ws';
import { claim } from '../../claims.js';
import type { Claim } from '../../claims.js';
import { scheduleAfter } from '../../schedule-after.js';
import type { Transport } from '../../transport.js';
import { BridgeCloseCode } from '../wire.js';
import { Afterwards } from './afterwards.js';
import { Batches } from './batches.node.js';
import type { BridgeClient, BridgeEvent } from './client.js';
import { closeSoon } from './close-soon.node.js';
import { listenAt, ownServer } from './http.node.js';
import type { ServeSettings } from './options.js';
import type { Line } from './outbox.node.js';
import { Reception } from './reception.node.js';
import type { Guest } from './reception.node.js';
import { ClientSession } from './session.node.js';
import { WaitingRoom } from './waiting-room.js';

/** A bridge that serves. */
export interface MgmtBridge {
  /** Where clients on this machine reach it, as `'ws://127.0.0.1:8080/btmgmt'`; undefined with option `server`. */
  readonly url: string | undefined;
  /** Those who are connected now. */
  readonly clients: readonly BridgeClient[];
  /** What happens on it, from now on. Completes when it is closed. */
  readonly events$: Observable<BridgeEvent>;
  /**
   * Ends it: clients are told, and their sockets on the kernel are closed. Resolves when the last client is gone. A server of yours goes on, and
   * can't close before: call this first.
   */
  close(): Promise<void>;
}

const GOING = 1001;
/** Messages for one client go out together up to so much, in bytes. */
const BATCH_SIZE = 65_536;

export class Bridge implements MgmtBridge {
  readonly events$: Observable<BridgeEvent>;
  readonly #events = new Subject<BridgeEvent>();
  readonly #sessions = new Map<WebSocket, ClientSession>();
  readonly #sockets = new Set<WebSocket>();
  /** The clients' sockets on the kernel, which may be there longer than the clients: they complete when they are closed. */
  readonly #kernels = new Set<Observable<never>>();
  readonly #room: WaitingRoom;
  readonly #reception: Reception;
  readonly #upgrades: WebSocketServer;
  readonly #batches: Batches;
  readonly #afterwards: Afterwards;
  readonly #server: Server;
  #url: string | undefined;
  #ping = Subscription.EMPTY;
  #lastId = 0;
  #closed: Promise<void> | undefined;

  constructor(
    private readonly transport: Transport,
    private readonly settings: ServeSettings,
  ) {
    const { limits, handshakeTimeout, scheduler, server } = settings;
    this.events$ = this.#events.asObservable();
    this.#afterwards = new Afterwards(transport);
    this.#room = new WaitingRoom(limits.handshakes, handshakeTimeout, scheduler);
    this.#reception = new Reception(settings, this.#room, this.#log);
    // Well below what is too much: who waits for company is not slow.
    this.#batches = new Batches(Math.min(BATCH_SIZE, limits.buffer / 2));
    this.#upgrades = new WebSocketServer({ noServer: true, clientTracking: false, maxPayload: limits.frameSize });
    // That it is one was checked, as far as it can be.
    this.#server = (server as Server | undefined) ?? ownServer(this.#room);
  }

  get url(): string | undefined {
    return this.#url;
  }

  get clients(): readonly BridgeClient[] {
    return [...this.#sessions.values()].map(({ client }) => client);
  }

  async listen(): Promise<this> {
    const { server, port, host, path } = this.settings;
    this.#server.on('upgrade', this.#upgrade);
    if (server !== undefined) return this;
    const listening = await listenAt(this.#server, port, host);
    this.#url = `ws://${host.includes(':') ? `[${host}]` : host}:${listening}${path}`;
    return this;
  }

  close(): Promise<void> {
    return (this.#closed ??= this.#close());
  }

  async #close(): Promise<void> {
    this.#server.off('upgrade', this.#upgrade);
    this.#room.clear();
    for (const socket of this.#sockets) closeSoon(socket, GOING, 'the bridge is closed', this.settings.scheduler);
    for (const session of this.#sessions.values()) session.end();
    const gone = [...this.#sockets].map((socket) => new Promise((resolve) => socket.once('close', resolve)));
    if (this.settings.server === undefined) {
      gone.push(new Promise((resolve) => this.#server.close(resolve)));
    }
    await Promise.all(gone);
    await lastValueFrom(merge(...this.#kernels), { defaultValue: undefined });
    this.#afterwards.end();
    this.#events.complete();
  }

  readonly #began = (undo: Uint8Array, by: ClientSession): void => {
    this.#afterwards.forget(undo);
    for (const session of this.#sessions.values()) if (session !== by) session.disown(undo);
  };

  readonly #handOver = (undo: Uint8Array, by: ClientSession): boolean =>
    [...this.#sessions.values()].some((session) => session !== by && session.adopt(undo));

  readonly #log = (event: BridgeEvent): void => this.#events.next(event);

  readonly #upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer): void => {
    const { path, server } = this.settings;
    const [asked] = (request.url ?? '').split('?');
    if (asked === path) {
      this.#upgrades.handleUpgrade(request, socket, head, (opened) => this.#opened(opened, socket, request));
    } else if (server === undefined || this.#server.listenerCount('upgrade') === 1) {
      socket.end('HTTP/1.1 404 Not Found\r\nConnection: close\r\n\r\n');
    }
  };

  #opened(socket: WebSocket, stream: Duplex, request: IncomingMessage): void {
    this.#sockets.add(socket);
    let failure = '';
    socket.on('error', ({ message }) => (failure = message));
    socket.once('close', (code, reason) => this.#left(socket, code, reason.toString() || failure));
    if (this.#closed !== undefined) return socket.terminate();
    this.#reception.receive(socket, request, (guest) => this.#letIn({ socket, stream, batches: this.#batches }, guest));
  }

  #letIn(line: Line, { version, ...known }: Guest): void {
    const { socket } = line;
    const { limits, scheduler } = this.settings;
    const refuse = (code: number, reason: string): void => {
      this.#log({ event: 'refused', code, reason, origin: known.origin, address: known.address });
      closeSoon(socket, code, reason, scheduler);
    };
    if (this.#sessions.size >= limits.clients)
      return refuse(BridgeCloseCode.TooManyClients, 'as many clients as may are there');
    let kernel: Claim;
    try {
      kernel = claim(this.transport, () => false);
    } catch {
      return refuse(BridgeCloseCode.KernelFailed, 'the transport of the bridge is in use, and has no other');
    }
    const client: BridgeClient = { id: ++this.#lastId, ...known };
    const undoLater = (frame: Uint8Array): void => this.#afterwards.add(frame);
    const released = new Subject<never>();
    this.#kernels.add(released);
    const release = (): void => {
      kernel.release();
      this.#kernels.delete(released);
      released.complete();
    };
    const side = { transport: kernel.transport, release, undoLater, began: this.#began, handOver: this.#handOver };
    const session = new ClientSession(client, line, side, this.settings, this.#log);
    this.#sessions.set(socket, session);
    if (this.#sessions.size === 1) this.#pingLater();
    this.#log({ event: 'connected', client });
    session.start(version);
  }

  #left(socket: WebSocket, code: number, reason: string): void {
    this.#sockets.delete(socket);
    const session = this.#sessions.get(socket);
    if (session === undefined) return;
    this.#sessions.delete(socket);
    if (this.#sessions.size === 0) this.#ping.unsubscribe();
    session.end();
    this.#log({ event: 'disconnected', client: session.client, code, reason });
  }

  #pingLater(): void {
    const { scheduler, pingInterval } = this.settings;
    this.#ping = scheduleAfter(
      scheduler,
      () => {
        this.#pingLater();
        for (const session of this.#sessions.values()) session.ping();
      },
      pingInterval,
    );
  }
}
