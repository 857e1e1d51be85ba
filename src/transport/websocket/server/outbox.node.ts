import type { Writable } from 'node:stream';
import type { WebSocket } from 'ws';
import type { Alive, Lost, Welcome } from '../wire.js';
import type { Batches } from './batches.node.js';

/** The way to one client. */
export interface Line {
  readonly socket: WebSocket;
  /** What its messages are written to. */
  readonly stream: Writable;
  readonly batches: Batches;
}

/** What goes to one client. Waits in the socket if that is slower, up to a limit: then events are left out, and it is told how many. */
export class Outbox {
  #missing = 0;

  constructor(
    private readonly line: Line,
    /** In bytes. */
    private readonly buffer: number,
    private readonly dropped: (count: number) => void,
  ) {}

  /** An event. Those that can't be sent are counted until there is room again: the report stands where they are missing. */
  event(frame: Uint8Array): void {
    const { socket, stream, batches } = this.line;
    if (this.#missing > 0 || socket.bufferedAmount > this.buffer) {
      this.#missing++;
      return;
    }
    batches.add(stream, () => socket.send(frame, this.#sent));
  }

  /** An answer, which is waited for: false if even that can't be sent. */
  answer(frame: Uint8Array): boolean {
    const { socket, stream, batches } = this.line;
    if (socket.bufferedAmount > 2 * this.buffer) return false;
    // What is missing is missing before the answer.
    this.#reportMissing();
    socket.send(frame, this.#sent);
    batches.flush(stream);
    return true;
  }

  /** Events that were lost before they came here. */
  lost(count: number): void {
    if (this.#missing > 0 || this.line.socket.bufferedAmount > this.buffer) this.#missing += count;
    else this.#report(count);
  }

  /** Asks whether the client is there, to which its end of the WebSocket answers by itself. */
  ping(): void {
    this.line.socket.ping(undefined, undefined, this.#sent);
  }

  tell(message: Welcome | Alive): void {
    const { socket } = this.line;
    if (socket.bufferedAmount <= this.buffer) socket.send(JSON.stringify(message), this.#sent);
  }

  /** Some of what waited has gone out. */
  readonly #sent = (): void => {
    if (this.line.socket.bufferedAmount <= this.buffer / 2) this.#reportMissing();
  };

  #reportMissing(): void {
    const missing = this.#missing;
    this.#missing = 0;
    if (missing > 0) this.#report(missing);
  }

  #report(count: number): void {
    const message: Lost = { type: 'drops', dropped: count };
    this.line.socket.send(JSON.stringify(message), this.#sent);
    this.dropped(count);
  }
}
