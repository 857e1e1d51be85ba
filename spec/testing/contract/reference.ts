import { Observable, Subject, share } from 'rxjs';
import type { ConnectionState, Drops, Transport } from '../../../src/index.js';
import { TransportError } from '../../../src/index.js';
import type { TransportBench, TransportUnderTest } from '../../../src/testing/index.js';

interface Client {
  frame(bytes: Uint8Array): void;
  error(error: TransportError): void;
  complete(): void;
  cut(): void;
  opened(): void;
}

/** A connection as a WebSocket is one: it opens later, and what comes comes later. */
class Connection {
  state: 'opening' | 'open' | 'closed' = 'opening';
  readonly #toSend: Uint8Array[] = [];
  readonly #arrived: Uint8Array[] = [];
  #isDelivering = false;

  constructor(
    private readonly server: Server,
    private readonly client: Client,
  ) {
    setImmediate(() => this.#open());
  }

  send(frame: Uint8Array): void {
    if (this.state === 'opening') this.#toSend.push(frame.slice());
    else this.server.received.push(frame.slice());
  }

  /** From the server. */
  arrive(frame: Uint8Array): void {
    if (this.server.isHasty && this.state === 'open') return this.client.frame(frame);
    this.#arrived.push(frame);
    setImmediate(() => this.deliver());
  }

  deliver(mayNest = false): void {
    if (this.#isDelivering && !mayNest) return;
    this.#isDelivering = true;
    while (this.state === 'open' && this.#arrived.length > 0) this.client.frame(this.#arrived.shift()!);
    this.#isDelivering = false;
  }

  close(): void {
    this.state = 'closed';
    this.server.connections.delete(this);
  }

  end(tell: (client: Client) => void): void {
    this.close();
    tell(this.client);
  }

  #open(): void {
    if (this.state === 'closed') return;
    if (this.server.refuses) {
      this.end((client) => client.error(new TransportError('ECONNREFUSED', 'connect', 111, 'Nobody listens there')));
      return;
    }
    this.state = 'open';
    this.server.connections.add(this);
    for (const frame of this.#toSend) this.send(frame);
    this.server.accepted.next(this);
    this.client.opened();
  }
}

/** The other end of all connections. */
export class Server {
  readonly connections = new Set<Connection>();
  readonly accepted = new Subject<Connection>();
  readonly received: Uint8Array[] = [];
  readonly drops = new Subject<Drops>();
  refuses = false;
  /** What it says is there before it has gone on. */
  isHasty = false;
  #lost = 0;

  connect(client: Client): Connection {
    return new Connection(this, client);
  }

  /** Connections of which nobody knows any more. */
  leaked = 0;

  get last(): Connection | undefined {
    return [...this.connections].at(-1);
  }

  async deliver(frame: Uint8Array): Promise<void> {
    const connection = this.last ?? (await new Promise<Connection>((resolve) => this.accepted.subscribe(resolve)));
    connection.arrive(frame);
  }

  lose(dropped: number): void {
    this.#lost += dropped;
    this.drops.next({ dropped, total: this.#lost });
  }
}

export const reset = (): TransportError => new TransportError('ECONNRESET', 'recv', 104, 'The connection broke');

/** A transport that keeps all promises, to make others of that do not. */
export function reference(server: Server): Transport {
  let connection: Connection | undefined;
  const states = new Subject<ConnectionState>();
  // A source of its own, because it is a connection.
  const frames$ = new Observable<Uint8Array>((subscriber) => {
    const client: Client = {
      frame: (bytes) => subscriber.next(bytes),
      error: (error) => {
        forget();
        subscriber.error(error);
      },
      complete: () => {
        forget();
        subscriber.complete();
      },
      cut: () => {
        forget();
        states.next({ state: 'cut', error: reset() });
        opened = server.connect(client);
        connection = opened;
      },
      opened: () => states.next({ state: 'open' }),
    };
    let opened = server.connect(client);
    const forget = () => {
      if (connection === opened) connection = undefined;
    };
    connection = opened;
    return () => {
      forget();
      opened.close();
    };
  });
  return {
    frames$: frames$.pipe(share()),
    get isOpen() {
      return connection?.state === 'open';
    },
    connection$: states.asObservable(),
    drops$: server.drops.asObservable(),
    send: (frame) => {
      if (connection === undefined) throw new TransportError('CLOSED', 'send', 0, 'Subscribe to frames$ first');
      connection.send(frame);
    },
    poll: () => connection?.deliver(),
    another: () => reference(server),
    bluetoothd: () => ({ state: 'absent' }),
  };
}

export interface Served extends TransportUnderTest {
  readonly server: Server;
}

/** A bench on which every scenario of the contract runs. */
export function referenceBench(make = reference): TransportBench<Served> {
  const setUp = (): Served => {
    const server = new Server();
    return { server, transport: make(server) };
  };
  return {
    setUp,
    setUpUnopenable: () => {
      const subject = setUp();
      subject.server.refuses = true;
      return subject;
    },
    otherEnd: {
      deliver: ({ server }, frame) => server.deliver(frame),
      received: ({ server }) => server.received,
    },
    has: ['drops$', 'isOpen', 'poll', 'another', 'bluetoothd'],
    held: ({ server }) => server.connections.size + server.leaked,
    breakOff: ({ server }) => server.last?.end((client) => client.error(reset())),
    finish: ({ server }) => server.last?.end((client) => client.complete()),
    cut: ({ server }) => server.last?.end((client) => client.cut()),
    lose: ({ server }, count) => server.lose(count),
    timeout: 300,
  };
}
