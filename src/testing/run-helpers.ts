import type { Observable } from 'rxjs';
import type { RunHelpers } from 'rxjs/testing';
import type { Answers } from './answers.js';
import type { MgmtTestScheduler } from './mgmt-test-scheduler.js';
import type { AnyEventName, ExpectedCommand, KernelValue, PartialEvent } from './partial.js';
import type { SubscriptionLogs } from './watched-transport.js';
import type { Mgmt } from '../mgmt/mgmt.js';
import type { ClientOptions } from '../mgmt/options.js';
import type { MgmtEvent } from '../protocol/tables.js';
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

/** What a marble test is given: the helpers of RxJS, and those for mgmt. They work while `run` does. */
export interface MgmtRunHelpers extends RunHelpers {
  /** The scheduler itself, for whatever wants one: `createSimulator({ scheduler })`. */
  readonly scheduler: MgmtTestScheduler;
  /**
   * Subscribes as `expectObservable` does, at the times of the diagram, but compares nothing: for what happens besides. An
   * error of the source fails the test.
   */
  readonly subscribe: (observable: Observable<unknown>, subscriptionMarbles?: string) => void;
  /** Events that come whether or not somebody listens, from partial values; `^` is where time begins. */
  readonly hotEvents: <N extends AnyEventName>(
    marbles: string,
    values: Readonly<Record<string, PartialEvent<N>>>,
    error?: unknown,
  ) => MarbleEvents<MgmtEvent<N>>;
  /** Events that begin anew for every subscriber, from partial values. */
  readonly coldEvents: <N extends AnyEventName>(
    marbles: string,
    values: Readonly<Record<string, PartialEvent<N>>>,
    error?: unknown,
  ) => MarbleEvents<MgmtEvent<N>>;
  /**
   * A client whose kernel says what the diagram says, and answers commands as the options say. The diagram is hot: what comes
   * while the transport is closed is lost. `#` and `|` end the connections that are open then; subscribing again opens the
   * transport again, and the diagram goes on.
   *
   * All that is given is checked at once. Throws a `CodecError` for what no kernel can send, an `OptionError` for options that
   * there are not; so do answers that a function gives, and then the test fails, even if the code under test passes over the error.
   */
  readonly kernel: (
    marbles: string,
    values?: Readonly<Record<string, KernelValue>>,
    options?: KernelOptions,
  ) => TestedMgmt;
  /** A client on a transport, or on a new socket of a simulated kernel, in virtual time. */
  readonly mgmtOn: (source: Transport | TransportSource, options?: ClientOptions) => TestedMgmt;
  /** The commands that a client of `kernel` or `mgmtOn` sent, or that went over its transport. */
  readonly expectCommands: (by: Mgmt | Transport) => CommandExpectation;
}
