import { encodeEvent } from '../../protocol/encode.js';
import type { EventName, MgmtEventInput } from '../../protocol/tables.js';
import type { Cancellable, Clock } from '../ground/clock.js';
import { groupOf } from './audience.js';
import type { Program } from './socket.js';
import { Socket } from './socket.js';

/** The way from the kernel to its sockets, on which faults and interceptions strike. */
export interface Path {
  /** Whether the program with this socket reads at present. */
  isReading(socket: Socket): boolean;
  /** Hands an event to a socket. The frame stays with the caller. */
  pass(socket: Socket, event: EventName, index: number | null, frame: Uint8Array): void;
}

/** The sockets that programs have open on the control channel, in the order in which they were opened. */
export class Sockets implements Iterable<Socket> {
  readonly #open = new Map<Socket, Cancellable>();

  constructor(
    private readonly clock: Clock,
    private readonly path: Path,
  ) {}

  [Symbol.iterator](): Iterator<Socket> {
    return this.#open.keys();
  }

  /** Whether any program is there. */
  get areOpen(): boolean {
    return this.#open.size > 0;
  }

  open(program: Program): Socket {
    const socket: Socket = new Socket(this.clock, program, () => this.path.isReading(socket));
    this.#open.set(socket, this.clock.watch());
    return socket;
  }

  close(socket: Socket): void {
    const watch = this.#open.get(socket);
    this.#open.delete(socket);
    socket.close();
    watch?.cancel();
  }

  /** Programs may read again. */
  wake(): void {
    for (const socket of this) socket.wake();
  }

  /** Tells an event to every socket that gets such events, but not to `skip`, which has caused it. */
  broadcast(event: MgmtEventInput, skip?: Socket): void {
    const group = groupOf(event.event);
    let frame: Uint8Array | undefined;
    for (const socket of this) {
      if (socket === skip || !socket.groups.has(group)) continue;
      frame ??= encodeEvent(event);
      this.path.pass(socket, event.event as EventName, event.index ?? null, frame);
    }
  }

  /** The same with an event of a controller that is encoded already. The frame stays with the caller. */
  deliver(event: EventName, index: number, frame: Uint8Array): void {
    const group = groupOf(event);
    for (const socket of this) if (socket.groups.has(group)) this.path.pass(socket, event, index, frame);
  }
}
