import type { Observable } from 'rxjs';
import { Subscription } from 'rxjs';
import type { RunHelpers } from 'rxjs/testing';
import { TestScheduler } from 'rxjs/testing';
import { assertDeepEqual } from './assert-deep-equal.js';
import { commandCheck } from './command-expectation.js';
import { eventWith } from './fill.js';
import { checkAnswers, checkComparison, checkKernelOptions, sourceOf } from './kernel-options.js';
import { MarbleTransport } from './marble-transport.js';
import type { AnyEventName, KernelValue, PartialEvent } from './partial.js';
import type {
  CommandExpectation,
  KernelOptions,
  MarbleEvents,
  Synchronous,
  TestedMgmt,
  TransportSource,
} from './run-helpers.js';
import type { Script, Step } from './steps.js';
import { checkDiagram, checkMarbles, scripts } from './steps.js';
import { StrictTestScheduler } from './strict-test-scheduler.js';
import type { LogEntry } from './watched-transport.js';
import { watch } from './watched-transport.js';
import type { ClientOptions } from '../mgmt/options.js';
import { CLIENT_CHECKS } from '../mgmt/options.js';
import { Mgmt } from '../mgmt/mgmt.js';
import { checkOptions } from '../protocol/options.js';
import type { MgmtEvent } from '../protocol/tables.js';
import { TransportError } from '../transport/errors.js';
import type { Transport } from '../transport/transport.js';

const RESET = new TransportError('ECONNRESET', 'recv', 104, 'The connection was reset by the diagram of the test');

/** What a marble test is given: the helpers of RxJS, and those for mgmt. They work while `run` does. */
export interface MgmtRunHelpers extends RunHelpers {
  /** The scheduler itself, for whatever wants one: `createSimulator({ scheduler })`. */
  readonly scheduler: MgmtTestScheduler;
  /**
   * Subscribes as `expectObservable` does, at the times of the diagram, but compares nothing: for what happens besides. An
   * error of the source fails the test.
   */
  readonly subscribe: (observable: Observable<unknown>, subscriptionMarbles?: string) => void;
  /** Events that come with and without subscribers, from partial values; `^` is where time begins. */
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
 *
 * A test that would compare nothing fails: one that waits with `await`, an expectation without `toBe`, a run inside of a
 * run.
 */
export class MgmtTestScheduler extends StrictTestScheduler {
  /** By client and by transport. */
  readonly #logs = new WeakMap<object, readonly LogEntry[]>();

  /**
   * @param assertEqual throws if two values differ, such as `(a, b) => expect(a).toEqual(b)`, or returns false. Default:
   * `assertDeepEqual`
   * @throws OptionError if it is no function
   */
  constructor(assertEqual: TestScheduler['assertDeepEqual'] = assertDeepEqual) {
    super(checkComparison(assertEqual));
  }

  override run<T>(callback: (helpers: MgmtRunHelpers) => Synchronous<T>): T {
    return super.run((helpers) => callback({ ...helpers, ...this.#helpers() }));
  }

  #helpers(): Omit<MgmtRunHelpers, keyof RunHelpers> {
    return {
      scheduler: this,
      subscribe: (observable, marbles = '^') => this.#subscribe(observable, marbles),
      hotEvents: (marbles, values, error) => this.createHotObservable(marbles, eventsOf(marbles, values), error),
      coldEvents: (marbles, values, error) => this.createColdObservable(marbles, eventsOf(marbles, values), error),
      kernel: (marbles, values, options) => this.#kernel(marbles, values, options),
      mgmtOn: (source, options) => this.#mgmtOn(sourceOf(source), options),
      expectCommands: (by) => {
        const { expectations, comparisons } = this.current('expectCommands');
        const log = this.#logOf(by);
        return expectations.add('expectCommands(…)', {
          toBe: (marbles, values = {}) => void comparisons.push(commandCheck(log, marbles, values)),
        });
      },
    };
  }

  #subscribe(observable: Observable<unknown>, marbles: string): void {
    checkDiagram(marbles);
    const { subscribedFrame, unsubscribedFrame } = TestScheduler.parseMarblesAsSubscriptions(marbles, true);
    const subscription = new Subscription();
    this.schedule(() => subscription.add(observable.subscribe()), subscribedFrame);
    this.schedule(() => subscription.unsubscribe(), unsubscribedFrame);
  }

  #kernel(
    marbles: string,
    values: Readonly<Record<string, KernelValue>> = {},
    options: KernelOptions = {},
  ): TestedMgmt {
    const { answers = {}, error = RESET, openErrors = [], ...rest } = checkKernelOptions(options);
    const { mistakes } = this.current('kernel');
    const read = scripts(values, error);
    checkAnswers(answers, read);
    const cold = (script: Script): Observable<Step> => this.createColdObservable(script.marbles, script.steps);
    const play = (diagram: string): Observable<Step> => cold(read(diagram));
    const transport = new MarbleTransport({ answers, openErrors, scheduler: this, play, mistakes });
    const script = read(marbles);
    // RxJS's own: the order of what happens in one frame is that of all other hot observables.
    this.createHotObservable(script.marbles, script.steps).subscribe((step) => step(transport.end));
    return this.#mgmtOn(transport, rest);
  }

  #mgmtOn(inner: Transport, options: ClientOptions = {}): TestedMgmt {
    checkOptions(options, CLIENT_CHECKS);
    const { transport, subscriptions, log } = watch(inner, this);
    const mgmt = new Mgmt(transport, { ...options, scheduler: this });
    this.#logs.set(mgmt, log).set(transport, log);
    return { mgmt, transport, subscriptions };
  }

  #logOf(by: Mgmt | Transport): readonly LogEntry[] {
    const log = typeof by === 'object' ? this.#logs.get(by) : undefined;
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
