import type { Observable } from 'rxjs';
import type { RunHelpers } from 'rxjs/testing';
import { TestScheduler } from 'rxjs/testing';
import type { Answers } from './answers.js';
import { assertDeepEqual } from './assert-deep-equal.js';
import { commandCheck } from './command-expectation.js';
import { eventWith } from './fill.js';
import { MarbleTransport } from './marble-transport.js';
import type { AnyEventName, ExpectedCommand, KernelValue, PartialEvent } from './partial.js';
import type { Script, Step } from './steps.js';
import { checkMarbles, scripts } from './steps.js';
import type { LogEntry, SubscriptionLogs } from './watched-transport.js';
import { watch } from './watched-transport.js';
import type { CommandOptions } from '../mgmt/mgmt.js';
import { Mgmt } from '../mgmt/mgmt.js';
import type { MgmtEvent } from '../protocol/tables.js';
import { TransportError } from '../transport/errors.js';
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

export interface KernelOptions extends CommandOptions {
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

/** What a marble test is given: the helpers of RxJS, and those for mgmt. */
export interface MgmtRunHelpers extends RunHelpers {
  /** The scheduler itself, for whatever wants one: `createSimulator({ scheduler })`. */
  readonly scheduler: MgmtTestScheduler;
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
   */
  readonly kernel: (
    marbles: string,
    values?: Readonly<Record<string, KernelValue>>,
    options?: KernelOptions,
  ) => TestedMgmt;
  /** A client on a transport, or on a new socket of a simulated kernel, in virtual time. */
  readonly mgmtOn: (source: Transport | TransportSource, options?: CommandOptions) => TestedMgmt;
  /** The commands that a client of `kernel` or `mgmtOn` sent, or that went over its transport. */
  readonly expectCommands: (by: Mgmt | Transport) => CommandExpectation;
}

const RESET = new TransportError('ECONNRESET', 'recv', 104, 'The connection was reset by the diagram of the test');

/**
 * RxJS's `TestScheduler` with helpers for mgmt. One scheduler a test.
 *
 * ```ts
 * new MgmtTestScheduler().run(({ kernel, expectObservable, expectCommands }) => {
 *   const { mgmt } = kernel('--a', { a: { event: 'DeviceFound', rssi: -40 } });
 *   expectObservable(mgmt.event$('DeviceFound').pipe(map(({ rssi }) => rssi))).toBe('--a', { a: -40 });
 *   expectCommands(mgmt).toBe('-');
 * });
 * ```
 */
export class MgmtTestScheduler extends TestScheduler {
  /** By client and by transport. */
  readonly #logs = new WeakMap<object, readonly LogEntry[]>();
  #checks: ReturnType<typeof commandCheck>[] = [];

  /** @param assertEqual throws if two values differ, such as `(a, b) => expect(a).toEqual(b)`. Default: `assertDeepEqual` */
  constructor(assertEqual: TestScheduler['assertDeepEqual'] = assertDeepEqual) {
    super(assertEqual);
  }

  override run<T>(callback: (helpers: MgmtRunHelpers) => T): T {
    return super.run((helpers) => callback({ ...helpers, ...this.#helpers() }));
  }

  override flush(): void {
    super.flush();
    const checks = this.#checks;
    this.#checks = [];
    for (const check of checks) check(this.assertDeepEqual);
  }

  #helpers(): Omit<MgmtRunHelpers, keyof RunHelpers> {
    return {
      scheduler: this,
      hotEvents: (marbles, values, error) => this.createHotObservable(marbles, eventsOf(marbles, values), error),
      coldEvents: (marbles, values, error) => this.createColdObservable(marbles, eventsOf(marbles, values), error),
      kernel: (marbles, values, options) => this.#kernel(marbles, values, options),
      mgmtOn: (source, options) => this.#mgmtOn('frames$' in source ? source : source.transport(), options),
      expectCommands: (by) => ({
        toBe: (marbles, values = {}) => void this.#checks.push(commandCheck(this.#logOf(by), marbles, values)),
      }),
    };
  }

  #kernel(
    marbles: string,
    values: Readonly<Record<string, KernelValue>> = {},
    { answers = {}, error = RESET, openErrors = [], ...options }: KernelOptions = {},
  ): TestedMgmt {
    const read = scripts(values, error);
    const cold = (script: Script): Observable<Step> => this.createColdObservable(script.marbles, script.steps);
    const play = (diagram: string): Observable<Step> => cold(read(diagram));
    const transport = new MarbleTransport({ answers, openErrors, scheduler: this, play });
    const script = read(marbles);
    // RxJS's own: the order of what happens in one frame is that of all other hot observables.
    this.createHotObservable(script.marbles, script.steps).subscribe((step) => step(transport));
    return this.#mgmtOn(transport, options);
  }

  #mgmtOn(inner: Transport, options: CommandOptions = {}): TestedMgmt {
    const { transport, subscriptions, log } = watch(inner, this);
    const mgmt = new Mgmt(transport, { ...options, scheduler: this });
    this.#logs.set(mgmt, log).set(transport, log);
    return { mgmt, transport, subscriptions };
  }

  #logOf(by: Mgmt | Transport): readonly LogEntry[] {
    const log = this.#logs.get(by);
    if (log) return log;
    throw new TypeError('expectCommands knows the clients and transports that kernel() and mgmtOn() gave only');
  }
}

function eventsOf<N extends AnyEventName>(
  marbles: string,
  values: Readonly<Record<string, PartialEvent<N>>>,
): Record<string, MgmtEvent<N>> {
  checkMarbles(marbles, values);
  return Object.fromEntries(Object.entries(values).map(([marble, value]) => [marble, eventWith<N>(value)]));
}
