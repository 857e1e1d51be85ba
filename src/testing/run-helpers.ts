import type { Observable } from 'rxjs';
import type { Answers } from './answers.js';
import type { ExpectedCommand } from './partial.js';
import type { SubscriptionLogs } from './watched-transport.js';
import type { Mgmt } from '../mgmt/mgmt.js';
import type { ClientOptions } from '../mgmt/options.js';
import type { Transport } from '../transport/transport.js';

/** Events from a diagram. */
export interface MarbleEvents<E> extends Observable<E> {
  /** For `expectSubscriptions`. */
  readonly subscriptions: SubscriptionLogs;
}

/** A client in virtual time, and what it does to its transport. */
export interface TestedMgmt {
  readonly mgmt: Mgmt;
  /** For code that wants a transport. */
  readonly transport: Transport;
  /** When the transport was open, for `expectSubscriptions`. */
  readonly subscriptions: SubscriptionLogs;
}

/** What the kernel of a marble test answers, and what goes wrong. */
export interface KernelOptions extends ClientOptions {
  /** What is answered by itself; everything else is met by silence, and fails with a `TimeoutError` in the end. */
  readonly answers?: Answers;
  /** What `#` stands for. Default: a `TransportError` `ECONNRESET`. */
  readonly error?: unknown;
  /** What the first openings of the transport fail with, in turn; `undefined` lets one pass. Default: none fails. */
  readonly openErrors?: readonly (Error | undefined)[];
}

/** A simulated kernel, or whatever else gives transports. */
export interface TransportSource {
  transport(): Transport;
}

/** What is expected of the commands that were sent. */
export interface CommandExpectation {
  /**
   * All commands since the start, at their frames. Their values are partial: what is left out is not compared. A name
   * alone is enough.
   */
  toBe(marbles: string, values?: Readonly<Record<string, ExpectedCommand>>): void;
}

/** What RxJS's `expectObservable` returns. One of its methods must be called. */
export interface ObservableExpectation<T> {
  toBe(marbles: string, values?: unknown, error?: unknown): void;
  toEqual(other: Observable<T>): void;
}

/** What RxJS's `expectSubscriptions` returns. */
export interface SubscriptionExpectation {
  toBe(marbles: string | string[]): void;
}

/** What a test in virtual time may return: what it waits for comes too late. */
export type Synchronous<T> = T extends PromiseLike<unknown> ? never : T;
