import type { Observable, SchedulerLike } from 'rxjs';
import { Subject, Subscription, defer, finalize, share } from 'rxjs';
import type { Answers, ReplyAnswer } from './answers.js';
import { answerTo, isFailedSend } from './answers.js';
import type { SentCommand } from './partial.js';
import type { KernelEnd, Step } from './steps.js';
import { isBytes, replyFrame, replyStep } from './steps.js';
import { decodeCommand } from '../protocol/decode.js';
import { readHeader } from '../protocol/header.js';
import { TransportError } from '../transport/errors.js';
import type { Drops, Transport } from '../transport/transport.js';

/** What a kernel in a test needs from outside. */
export interface MarbleTransportOptions {
  readonly answers: Answers;
  /** What the first openings fail with, in turn; `undefined` lets one pass. */
  readonly openErrors: readonly (Error | undefined)[];
  readonly scheduler: SchedulerLike;
  /** The steps of an answer that is a diagram, from now on. */
  readonly play: (diagram: string) => Observable<Step>;
  /** Where it is written down what is wrong with answers: they are errors of the test, not of the code that it tests. */
  readonly mistakes: unknown[];
}

/** The socket as it is now. What it still waits for is lost with it. */
interface Connection {
  readonly frames: Subject<Uint8Array>;
  readonly pending: Subscription;
  total: number;
}

/**
 * A transport whose kernel says what diagrams and answers tell it. The kernel goes its way whether or not somebody listens: a
 * frame while the transport is closed is lost. It has no rules of its own.
 */
export class MarbleTransport implements Transport, KernelEnd {
  #connection: Connection | undefined;
  #openings = 0;
  readonly #counts = new Map<string, number>();
  readonly #lastParams = new Map<string, object>();
  readonly #drops = new Subject<Drops>();

  readonly drops$ = this.#drops.asObservable();
  readonly frames$ = defer(() => this.#open()).pipe(share());

  constructor(private readonly options: MarbleTransportOptions) {}

  send(frame: Uint8Array): void {
    const connection = this.#connection;
    if (!connection)
      throw new TransportError('CLOSED', 'send', 0, 'Nothing can be sent while frames$ has no subscriber');
    const command = decodeCommand(frame);
    const nth = this.#counts.get(command.command) ?? 0;
    this.#counts.set(command.command, nth + 1);
    const { code, index } = readHeader(frame);
    if ('params' in command) this.#lastParams.set(`${code} ${index}`, command.params);
    const answer = this.#noting(() => answerTo(this.options.answers, command, nth));
    if (answer === undefined) return;
    if (isFailedSend(answer)) throw answer.throws;
    connection.pending.add(this.#noting(() => this.#answer(answer, command, code)));
  }

  /** Does what the test says; what is wrong with that makes it fail, whatever the code under test does with the error. */
  #noting<T>(act: () => T): T {
    try {
      return act();
    } catch (error) {
      this.options.mistakes.push(error);
      throw error;
    }
  }

  emit(frame: Uint8Array): void {
    this.#connection?.frames.next(frame.slice());
  }

  lose(dropped: number, total?: number): void {
    if (!this.#connection) return;
    this.#connection.total = total ?? this.#connection.total + dropped;
    this.#drops.next({ dropped, total: this.#connection.total });
  }

  fail(error: unknown): void {
    this.#close()?.frames.error(error);
  }

  complete(): void {
    this.#close()?.frames.complete();
  }

  lastParams(opcode: number, index: number | null): object | undefined {
    return this.#lastParams.get(`${opcode} ${index}`);
  }

  #open(): Observable<Uint8Array> {
    const error = this.options.openErrors[this.#openings++];
    if (error !== undefined) throw error;
    const connection = { frames: new Subject<Uint8Array>(), pending: new Subscription(), total: 0 };
    this.#connection = connection;
    return connection.frames.pipe(finalize(() => this.#connection === connection && this.#close()));
  }

  #close(): Connection | undefined {
    const connection = this.#connection;
    this.#connection = undefined;
    connection?.pending.unsubscribe();
    return connection;
  }

  #answer(answer: ReplyAnswer | string, command: SentCommand, opcode: number): Subscription {
    if (typeof answer === 'string') return this.options.play(answer).subscribe((step) => step(this));
    const step = this.#replyStep(answer, command, opcode);
    return this.options.scheduler.schedule(() => step(this), answer.delay ?? 0);
  }

  #replyStep({ status = 'Success', returnParameters }: ReplyAnswer, command: SentCommand, opcode: number): Step {
    const { command: name, index } = command;
    if (name !== 'Unknown' && name !== 'Malformed')
      return replyStep({ replyTo: name, index, status, returnParameters });
    if (returnParameters !== undefined && !isBytes(returnParameters)) {
      throw new TypeError(`The answer to the command 0x${opcode.toString(16)} must be bytes: it has no declaration`);
    }
    const frame = replyFrame({ opcode, index, status }, returnParameters);
    return (kernel) => kernel.emit(frame);
  }
}
