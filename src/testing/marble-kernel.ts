import { Subject, Subscription } from 'rxjs';
import type { SentCommand } from './partial.js';
import type { KernelEnd } from './steps.js';
import { decodeEvent } from '../protocol/decode.js';
import { indexOnWire, readHeader } from '../protocol/header.js';
import type { Drops } from '../transport/transport.js';

/** A socket while it is open. What it still waits for is lost with it. */
export class Connection {
  readonly frames = new Subject<Uint8Array>();
  readonly pending = new Subscription();
  #lost = 0;

  constructor(
    private readonly drops: Subject<Drops>,
    private readonly onClose: () => void,
  ) {}

  lose(dropped: number, total = this.#lost + dropped): void {
    this.#lost = total;
    this.drops.next({ dropped, total });
  }

  close(): void {
    this.pending.unsubscribe();
    this.onClose();
  }
}

/** Opcode and controller. Set Default Runtime Configuration is answered as its sibling. */
const kindOf = (opcode: number, index: number | null): string =>
  `${opcode === 0x004e ? 0x004c : opcode} ${indexOnWire(index)}`;

/** The sockets that are open, and what was sent over them. Events go to all, answers to the socket that sent the command. */
export class MarbleKernel implements KernelEnd {
  readonly #connections = new Set<Connection>();
  /** Commands that were not answered yet, in order. */
  #unanswered: { readonly kind: string; readonly connection: Connection }[] = [];
  readonly #counts = new Map<string, number>();
  readonly #lastParams = new Map<string, object>();

  opened(connection: Connection): void {
    this.#connections.add(connection);
  }

  close(connection: Connection): void {
    if (!this.#connections.delete(connection)) return;
    this.#unanswered = this.#unanswered.filter((command) => command.connection !== connection);
    connection.close();
  }

  /** Notes a command, and says how many of its name came before. */
  sent(connection: Connection, frame: Uint8Array, command: SentCommand): number {
    const { code, index } = readHeader(frame);
    const nth = this.#counts.get(command.command) ?? 0;
    this.#counts.set(command.command, nth + 1);
    this.#unanswered.push({ kind: kindOf(code, index), connection });
    if ('params' in command) this.#lastParams.set(`${code} ${index}`, command.params);
    return nth;
  }

  /** The kernel as one socket has it: what is an answer goes to that one. */
  endFor(connection: Connection | undefined): KernelEnd {
    return {
      emit: (frame) => this.emit(frame, connection),
      lose: (dropped, total) => this.lose(dropped, total),
      fail: (error) => this.fail(error),
      complete: () => this.complete(),
      lastParams: (opcode, index) => this.lastParams(opcode, index),
    };
  }

  /** @param to whose answer it is. Default: that of the command of this kind that waits longest */
  emit(frame: Uint8Array, to?: Connection): void {
    const event = decodeEvent(frame);
    if (event.event !== 'CommandComplete' && event.event !== 'CommandStatus') {
      for (const connection of [...this.#connections]) connection.frames.next(frame.slice());
      return;
    }
    const kind = kindOf(event.commandOpcode, event.index);
    const at = this.#unanswered.findIndex(
      (command) => command.kind === kind && (to === undefined || command.connection === to),
    );
    const [command] = at < 0 ? [] : this.#unanswered.splice(at, 1);
    const [first] = this.#connections;
    (command?.connection ?? to ?? first)?.frames.next(frame.slice());
  }

  lose(dropped: number, total?: number): void {
    for (const connection of this.#connections) connection.lose(dropped, total);
  }

  fail(error: unknown): void {
    for (const { frames } of this.#end()) frames.error(error);
  }

  complete(): void {
    for (const { frames } of this.#end()) frames.complete();
  }

  lastParams(opcode: number, index: number | null): object | undefined {
    return this.#lastParams.get(`${opcode} ${index}`);
  }

  #end(): readonly Connection[] {
    const connections = [...this.#connections];
    for (const connection of connections) this.close(connection);
    return connections;
  }
}
