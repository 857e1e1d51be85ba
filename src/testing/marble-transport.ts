import type { Observable, SchedulerLike, Subscription } from 'rxjs';
import { Subject, defer, finalize, share } from 'rxjs';
import type { Answers, ReplyAnswer } from './answers.js';
import { answerTo, isFailedSend } from './answers.js';
import { Connection, MarbleKernel } from './marble-kernel.js';
import type { SentCommand } from './partial.js';
import type { KernelEnd, Step } from './steps.js';
import { isBytes, replyFrame, replyStep } from './steps.js';
import { decodeCommand } from '../protocol/decode.js';
import { readHeader } from '../protocol/header.js';
import { TransportError } from '../transport/errors.js';
import { FailedOpening } from '../transport/failed-opening.js';
import { scheduleAfter } from '../transport/schedule-after.js';
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

/**
 * A transport whose kernel says what diagrams and answers tell it. The kernel goes its way with and without subscribers: a
 * frame while the transport is closed is lost. It has no rules of its own.
 */
export class MarbleTransport implements Transport {
  #connection: Connection | undefined;
  #openings = 0;
  readonly #drops = new Subject<Drops>();
  readonly #failedOpening: FailedOpening;

  readonly drops$ = this.#drops.asObservable();
  readonly frames$ = defer(() => this.#open()).pipe(share());

  constructor(
    private readonly options: MarbleTransportOptions,
    private readonly kernel = new MarbleKernel(),
  ) {
    this.#failedOpening = new FailedOpening(options.scheduler);
  }

  get isOpen(): boolean {
    return this.#connection !== undefined;
  }

  /** What the diagram of the test acts on. */
  get end(): KernelEnd {
    return this.kernel;
  }

  /** One more socket on the same kernel. It can be opened always. */
  another(): MarbleTransport {
    return new MarbleTransport({ ...this.options, openErrors: [] }, this.kernel);
  }

  send(frame: Uint8Array): void {
    const connection = this.#connection;
    if (!connection) {
      this.#failedOpening.check();
      throw new TransportError('CLOSED', 'send', 0, 'Nothing can be sent while frames$ has no subscriber');
    }
    const command = decodeCommand(frame);
    const nth = this.kernel.sent(connection, frame, command);
    const { code } = readHeader(frame);
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

  #open(): Observable<Uint8Array> {
    const error = this.options.openErrors[this.#openings++];
    if (error !== undefined) return this.#failedOpening.with(error);
    const connection = new Connection(this.#drops, () => {
      if (this.#connection === connection) this.#connection = undefined;
    });
    this.#connection = connection;
    this.kernel.opened(connection);
    return connection.frames.pipe(finalize(() => this.kernel.close(connection)));
  }

  #answer(answer: ReplyAnswer | string, command: SentCommand, opcode: number): Subscription {
    const end = this.kernel.endFor(this.#connection);
    if (typeof answer === 'string') return this.options.play(answer).subscribe((step) => step(end));
    const step = this.#replyStep(answer, command, opcode);
    return scheduleAfter(this.options.scheduler, () => step(end), answer.delay ?? 0);
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
