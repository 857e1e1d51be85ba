import { Observable, Subject } from 'rxjs';
import type { CommandName, MgmtEventInput, ReplyInput, Status, Transport } from '../../src/index.js';
import {
  TransportError,
  commands,
  decodeCommand,
  encodeEvent,
  encodeReply,
  frameOf,
  readHeader,
  toBytes,
  toHex,
} from '../../src/index.js';

/**
 * The kernel's end of a transport, in the hands of a spec: it sees what was sent and says what comes back. It has no rules of
 * its own.
 */
export class ScriptedKernel implements Transport {
  readonly sent: Uint8Array[] = [];
  opened = 0;
  closed = 0;
  /** Called for every frame before `send` returns; may throw, as a socket does, and may answer at once. */
  onSend: (frame: Uint8Array) => void = () => undefined;
  /** What opening fails with, if set. */
  openError: unknown;

  #frames: Subject<Uint8Array> | undefined;

  readonly frames$ = new Observable<Uint8Array>((subscriber) => {
    this.opened++;
    if (this.openError !== undefined) {
      subscriber.error(this.openError);
      return undefined;
    }
    const frames = new Subject<Uint8Array>();
    this.#frames = frames;
    subscriber.add(frames.subscribe(subscriber));
    return () => {
      this.closed++;
      if (this.#frames === frames) this.#frames = undefined;
    };
  });

  send(frame: Uint8Array): void {
    if (!this.#frames) throw new TransportError('CLOSED', 'send', 0, 'closed');
    this.sent.push(frame.slice());
    this.onSend(frame);
  }

  get isOpen(): boolean {
    return this.#frames !== undefined;
  }

  /** What was sent, such as `SetPowered 0`. */
  get commands(): string[] {
    return this.sent.map((frame) => {
      const { command, index } = decodeCommand(frame);
      return `${command} ${index}`;
    });
  }

  get hex(): string[] {
    return this.sent.map(toHex);
  }

  frame(frame: Uint8Array | string): void {
    if (!this.#frames) throw new Error('nobody has opened the transport');
    this.#frames.next(typeof frame === 'string' ? toBytes(frame.replaceAll(' ', '')) : frame);
  }

  emit(event: MgmtEventInput): void {
    this.frame(encodeEvent(event));
  }

  reply<N extends CommandName>(
    name: N,
    index: number | null,
    reply: ReplyInput<N>,
    status: Status | number = 'Success',
  ): void {
    this.frame(encodeReply(name, index, reply, status));
  }

  refuse(name: CommandName, index: number | null, status: Status | number): void {
    this.emit({ event: 'CommandStatus', index, commandOpcode: commands[name].opcode, status });
  }

  /** From now on answers every command at once, with these return parameters. */
  answerAllWith(returnParameters: Uint8Array): void {
    this.onSend = (frame) => {
      const { code, index } = readHeader(frame);
      this.frame(frameOf(0x0001, index, Uint8Array.of(code & 0xff, code >> 8, 0, ...returnParameters)));
    };
  }

  fail(error: unknown): void {
    this.#frames?.error(error);
  }

  complete(): void {
    this.#frames?.complete();
  }
}
