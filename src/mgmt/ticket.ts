import type { Deadline } from './deadlines.js';
import type { Link } from './link.js';
import type { Answer, Request } from './request.js';

/** Who waits for an answer. Told of it, or of the error in its place, once. */
export interface Caller {
  answered(answer: Answer): void;
  failed(error: unknown): void;
}

/** A connection, with the commands whose answers may still come over it. */
export type CommandLink = Link<Ticket>;

/** A command from when it was handed in until it is answered, which may be after it was given up. */
export class Ticket implements Deadline {
  /** The connection that it went out over. */
  link: CommandLink | undefined;

  constructor(
    readonly kind: number,
    readonly request: Request,
    /** Undefined when no subscriber waits for the reply, any more or at all. */
    private caller: Caller | undefined,
    private readonly onExpiry: (ticket: Ticket) => void,
  ) {}

  get isAwaited(): boolean {
    return this.caller !== undefined;
  }

  /** The subscriber has gone. */
  abandon(): void {
    this.caller = undefined;
  }

  answer(answer: Answer): void {
    this.#take()?.answered(answer);
  }

  fail(error: unknown): void {
    this.#take()?.failed(error);
  }

  /** The answer was waited for long enough. */
  expire(): void {
    this.onExpiry(this);
  }

  #take(): Caller | undefined {
    const { caller } = this;
    this.caller = undefined;
    return caller;
  }
}
