import { Subscription } from 'rxjs';
import type { ConnectionState, Transport } from '../transport/transport.js';

/** Who hears what comes over a link. */
export interface LinkListener<T extends Owed> {
  frame(link: Link<T>, bytes: Uint8Array): void;
  /** It has ended with an error. */
  failed(link: Link<T>, error: unknown): void;
  /** It has ended. */
  completed(link: Link<T>): void;
  /** It is open, or is cut and being made again: of transports that say so. */
  changed(link: Link<T>, state: ConnectionState): void;
}

/** A command whose answer may still come. */
export interface Owed {
  readonly kind: number;
}

/** A connection to the kernel, and the replies that are still to come over it to commands that were given up. */
export class Link<T extends Owed> {
  readonly #owed = new Map<number, T[]>();
  readonly #subscription = new Subscription();
  #isPolling = false;
  /** How many need it to stay open. */
  users = 0;
  /** Nothing else is sent over it. */
  isRetired = false;

  constructor(
    readonly transport: Transport,
    private readonly listener: LinkListener<T>,
  ) {}

  open(): void {
    const { listener } = this;
    const { connection$ } = this.transport;
    this.#subscription.add(connection$?.subscribe((state) => listener.changed(this, state)));
    this.#subscription.add(
      this.transport.frames$.subscribe({
        next: (bytes) => {
          if (!this.isClosed) listener.frame(this, bytes);
        },
        error: (error: unknown) => listener.failed(this, error),
        complete: () => listener.completed(this),
      }),
    );
  }

  /**
   * Looks for the answer when the caller's own code has gone on, instead of when the event loop turns: Linux has put most
   * of them into the socket when `send` returns.
   */
  pollSoon(): void {
    const { transport } = this;
    if (this.#isPolling || transport.poll === undefined) return;
    this.#isPolling = true;
    queueMicrotask(() => {
      this.#isPolling = false;
      if (!this.isClosed) transport.poll?.();
    });
  }

  get isClosed(): boolean {
    return this.#subscription.closed;
  }

  close(): void {
    this.#subscription.unsubscribe();
    this.#owed.clear();
  }

  /** Its answer, if it still comes, is not for the next one. */
  owe(ticket: T): void {
    const before = this.#owed.get(ticket.kind);
    if (before === undefined) this.#owed.set(ticket.kind, [ticket]);
    else before.push(ticket);
  }

  /** Those of one kind that an answer may still be for. */
  owed(kind: number): readonly T[] {
    return this.#owed.get(kind) ?? [];
  }

  /** The next reply of this kind belongs to a command that was given up: which one. */
  settle(kind: number): T | undefined {
    const ticket = this.#owed.get(kind)?.[0];
    if (ticket !== undefined) this.forget(ticket);
    return ticket;
  }

  /** No answers can come any more: whose they would have been. */
  forgetAll(): readonly T[] {
    const all = [...this.#owed.values()].flat();
    this.#owed.clear();
    return all;
  }

  /** No answer to this one can come any more. */
  forget(ticket: T): void {
    const left = this.owed(ticket.kind).filter((other) => other !== ticket);
    if (left.length > 0) this.#owed.set(ticket.kind, left);
    else this.#owed.delete(ticket.kind);
  }
}
