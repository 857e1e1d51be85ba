import type { Drops, Transport } from '../../transport/transport.js';
import type { EventGroup } from './audience.js';
import type { Clock } from '../ground/clock.js';
import { ReceiveQueue } from './receive-queue.js';

/** The program's end of a socket. */
export interface Program {
  readonly transport: Transport;
  /** Whether it has CAP_NET_ADMIN. */
  readonly trusted: boolean;
  /** How much may wait for it, in bytes as `SO_RCVBUF` takes them. */
  readonly receiveBuffer: number;
  frame(bytes: Uint8Array): void;
  drops(drops: Drops): void;
}

/** A socket that is open on the control channel: where replies go, and which events it gets. */
export class Socket {
  /**
   * What it gets besides its answers. These are the switches with which a socket begins (hci_sock_bind in
   * net/bluetooth/hci_sock.c); commands change them for this socket alone.
   */
  readonly groups = new Set<EventGroup>(['index', 'unconfiguredIndex', 'options', 'settings', 'class', 'name']);
  /** What it has not read yet. */
  readonly #unread: ReceiveQueue;
  #isOpen = true;
  #isWaking = false;

  constructor(
    private readonly clock: Clock,
    private readonly program: Program,
    /** Whether the program reads at present. */
    private readonly isReading: () => boolean,
  ) {
    this.#unread = new ReceiveQueue(program.receiveBuffer);
    if (program.trusted) this.groups.add('trusted');
  }

  get trusted(): boolean {
    return this.program.trusted;
  }

  get transport(): Transport {
    return this.program.transport;
  }

  /**
   * Puts a frame into its receive queue; the program reads it when it has returned to its event loop. False if it does not
   * fit, and is lost.
   */
  receive(frame: Uint8Array): boolean {
    if (!this.#isOpen) return true;
    const fits = this.#unread.push(frame);
    this.wake();
    return fits;
  }

  /** A frame is lost on its way to the queue. */
  lose(): void {
    this.#unread.lose();
    this.wake();
  }

  /** Lets the program read what there is, if it does. */
  wake(): void {
    if (this.#isWaking || !this.#isOpen || !this.isReading()) return;
    this.#isWaking = true;
    this.clock.whenIdle(() => {
      this.#isWaking = false;
      this.#read();
    });
  }

  /** What it has not read is lost, and so are the answers that are still to come. */
  close(): void {
    this.#isOpen = false;
  }

  #read(): void {
    if (!this.#isOpen || !this.isReading()) return;
    for (const frame of this.#unread.take()) this.program.frame(frame);
    const drops = this.#unread.takeDrops();
    if (drops !== undefined) this.program.drops(drops);
  }
}
