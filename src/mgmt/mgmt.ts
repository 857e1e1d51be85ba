import type { SchedulerLike } from 'rxjs';
import {
  EMPTY,
  Observable,
  Subject,
  asyncScheduler,
  defer,
  endWith,
  filter,
  finalize,
  ignoreElements,
  map,
  merge,
  share,
  takeWhile,
  tap,
} from 'rxjs';
import { checkIndex } from './command-index.js';
import type { Answer, Request } from './command-queue.js';
import { CommandQueue } from './command-queue.js';
import { labelOf, rawFrame } from './raw-command.js';
import { rawReply, typedReply } from './replies.js';
import { isNotification, route } from './routing.js';
import { checkTimeout, defaultTimeout } from './timeouts.js';
import type {
  Args,
  CommandIndex,
  CommandName,
  EventIndex,
  MgmtEvent,
  MgmtNotification,
  MgmtNotificationName,
  Params,
  Reply,
} from '../protocol/tables.js';
import { decodeEvent } from '../protocol/decode.js';
import { commandNamed, encodeCommand, namedParams } from '../protocol/encode.js';
import { plainIndex, readHeader } from '../protocol/header.js';
import { TransportError } from '../transport/errors.js';
import type { Drops, Transport } from '../transport/transport.js';

/** One raw frame. */
export interface MgmtFrame {
  /** `'in'` from the kernel, `'out'` to it. */
  readonly direction: 'in' | 'out';
  readonly bytes: Uint8Array;
  /** By the clock of the scheduler, in milliseconds; for the default scheduler since 1970. */
  readonly time: number;
}

/** Options of a single command. */
export interface CommandOptions {
  /** How long to wait for the reply, in milliseconds, from the moment when the frame goes out. Infinity waits for ever. */
  readonly timeout?: number;
}

export interface MgmtOptions extends CommandOptions {
  /** For timeouts and the time of frames. Default: `asyncScheduler`. */
  readonly scheduler?: SchedulerLike;
}

/**
 * The management API over one transport: typed events, and commands that emit their reply.
 *
 * Nothing happens until somebody subscribes. The first subscriber opens the transport, the last to leave closes it. An
 * error of the transport reaches every subscriber; subscribing again opens it again.
 */
export class Mgmt {
  /** All events of all controllers but the replies to commands. Unknown and malformed frames are events, too. */
  readonly events$: Observable<MgmtNotification>;

  /** All frames, both ways. */
  readonly frames$: Observable<MgmtFrame>;

  /**
   * What got lost because this process was too slow: frames that the kernel dropped. After a loss the state that an
   * application keeps may be stale: read it again. Opens nothing by itself; completes at once if the transport has no losses.
   */
  readonly drops$: Observable<Drops>;

  /** The clock and timer of this client. */
  readonly scheduler: SchedulerLike;

  /** Every event, decoded once for all subscribers. */
  readonly #inbound$: Observable<MgmtEvent>;
  readonly #frames = new Subject<MgmtFrame>();
  readonly #timeout: number | undefined;
  /** Of the present connection: late replies of an earlier one can't come. */
  #queue: CommandQueue;

  /**
   * @param options.timeout for all commands, in milliseconds. Default: 10 000, and 60 000 for those that wait for a person
   * @throws RangeError if `timeout` is not a positive number
   */
  constructor(
    private readonly transport: Transport,
    options: MgmtOptions = {},
  ) {
    this.#timeout = checkTimeout(options.timeout);
    this.scheduler = options.scheduler ?? asyncScheduler;
    this.#queue = this.#newQueue();
    this.#inbound$ = defer(() => this.#connect()).pipe(share());
    this.events$ = this.#inbound$.pipe(filter(isNotification));
    this.frames$ = merge(this.#frames, this.#inbound$.pipe(ignoreElements(), endWith(undefined))).pipe(
      takeWhile((frame) => frame !== undefined),
    );
    this.drops$ = transport.drops$ ?? EMPTY;
  }

  /**
   * Sends a command each time it is subscribed to; emits its return parameters once and completes.
   *
   * Unsubscribing takes back what was not sent yet. Commands with the same name for the same controller wait for each other.
   *
   * Errors: `CodecError` for values that do not fit, before anything is sent; `StatusError` if the kernel refuses, or the
   * controller goes away; `TimeoutError` if it does not answer; `TransportError` if there is no way to it.
   *
   * @param name the heading in the protocol document without spaces, such as `'SetPowered'`
   * @param index the controller, 0 to 65534; `null` or `NON_CONTROLLER` for commands about none
   * @param args the parameters in the order of the document, without lengths and counts
   */
  command$<N extends CommandName>(name: N, index: CommandIndex<N>, ...args: Args<N>): Observable<Reply<N>> {
    return this.#typed$(name, index, () => namedParams(name, args));
  }

  /** As {@link command$}, with the parameters by name, and options for this command. */
  commandWith$<N extends CommandName>(
    name: N,
    index: CommandIndex<N>,
    params: Params<N>,
    options: CommandOptions = {},
  ): Observable<Reply<N>> {
    return this.#typed$(name, index, () => params, options);
  }

  /**
   * A command as bytes, for those that this library does not know yet. Emits the return parameters as bytes; otherwise as
   * {@link command$}.
   *
   * @param opcode 0 to 65535
   */
  raw$(
    opcode: number,
    index: number | null,
    parameters: Uint8Array,
    options: CommandOptions = {},
  ): Observable<Uint8Array> {
    return this.#request$(() => this.#request(opcode, rawFrame(opcode, index, parameters), options), rawReply);
  }

  /**
   * One kind of event, of one controller or of all.
   *
   * @param index the controller, 0 to 65534; `null` or `NON_CONTROLLER` for what comes without one
   */
  event$<N extends MgmtNotificationName>(name: N, index?: EventIndex<N>): Observable<MgmtNotification<N>> {
    const wanted = index === undefined ? undefined : plainIndex(index);
    const isWanted = (event: MgmtNotification): boolean =>
      event.event === name && (wanted === undefined || event.index === wanted);
    // A type predicate can't say that a member of the union with the name N is a MgmtNotification<N>.
    return this.events$.pipe(filter(isWanted)) as Observable<MgmtEvent> as Observable<MgmtNotification<N>>;
  }

  #typed$<N extends CommandName>(
    name: N,
    index: CommandIndex<N>,
    params: () => Params<N>,
    options: CommandOptions = {},
  ): Observable<Reply<N>> {
    return this.#request$(
      () => {
        checkIndex(name, index);
        return this.#request(commandNamed(name).opcode, encodeCommand(name, index, params()), options);
      },
      (answer) => typedReply(name, answer),
    );
  }

  #request(opcode: number, frame: Uint8Array, options: CommandOptions): Request {
    const command = labelOf(opcode);
    const timeout = checkTimeout(options.timeout) ?? this.#timeout ?? defaultTimeout(command);
    return { command, opcode, index: readHeader(frame).index, frame, timeout };
  }

  /**
   * Opens the transport, if nobody did, and queues the command. Whatever is wrong with it is found before.
   *
   * A new Observable, because this is the hot path: merging the connection with the reply and taking the first of them
   * would do the same at twice the price.
   */
  #request$<T>(prepare: () => Request, read: (answer: Answer) => T): Observable<T> {
    return new Observable<Answer>((subscriber) => {
      const request = prepare();
      subscriber.add(
        this.#inbound$.subscribe({
          error: (error: unknown) => subscriber.error(error),
          complete: () => subscriber.error(closed()),
        }),
      );
      if (subscriber.closed) return;
      subscriber.add(this.#queue.submit(request, subscriber));
    }).pipe(map(read));
  }

  #newQueue(): CommandQueue {
    return new CommandQueue((frame) => this.#send(frame), this.scheduler);
  }

  /** One connection, from opening to closing, with a queue of its own. */
  #connect(): Observable<MgmtEvent> {
    const queue = this.#newQueue();
    this.#queue = queue;
    return this.transport.frames$.pipe(
      tap((bytes) => this.#observe('in', bytes)),
      map(decodeEvent),
      tap((event) => route(event, queue)),
      finalize(() => queue.clear()),
    );
  }

  #send(frame: Uint8Array): void {
    this.#observe('out', frame);
    this.transport.send(frame);
  }

  #observe(direction: MgmtFrame['direction'], bytes: Uint8Array): void {
    if (this.#frames.observed) this.#frames.next({ direction, bytes, time: this.scheduler.now() });
  }
}

const closed = (): TransportError =>
  new TransportError('CLOSED', 'recv', 0, 'The transport has ended: no answers can come any more');
