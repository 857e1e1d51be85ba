import type { SchedulerLike, Subscriber, TeardownLogic } from 'rxjs';
import { Observable } from 'rxjs';
import { commandSource } from './command-source.js';
import type { EventSelection } from './event-router.js';
import { EventStream } from './event-stream.js';
import type { MgmtFrame } from './frames.js';
import type { CommandOptions, MgmtOptions, MgmtSettings, RawCommandOptions } from './options.js';
import { commandOptions, defaultTimeout, mgmtSettings, rawTimeout } from './options.js';
import { refusalBeside } from './neighbours.js';
import { rawFrame } from './raw-command.js';
import { labelOf } from '../protocol/command-label.js';
import { rawReply, typedReply } from './replies.js';
import type { Request } from './request.js';
import { sendableFrame } from './sendable-frame.js';
import type { Sender } from './sender.js';
import type { Session } from './session.js';
import { Sessions } from './sessions.js';
import { setUndoer } from './undoing.js';
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
import { commandNamed } from '../protocol/command-named.js';
import { namedParams } from '../protocol/encode.js';
import { checkNotificationName } from '../protocol/event-names.js';
import { readHeader } from '../protocol/header.js';
import { checkIndex } from '../protocol/options.js';
import type { Bluetoothd } from '../transport/bluetoothd.js';
import { checkTransport } from '../transport/check-transport.js';
import type { TransportError } from '../transport/errors.js';
import type { Drops, Transport } from '../transport/transport.js';

/** How long a closed client waits for each answer to what undoes something, in milliseconds: then its socket keeps no process alive. */
const LONGEST_UNDOING = 10_000;

/**
 * The management API over one transport: typed events, and commands that emit their reply.
 *
 * Nothing happens before the first subscriber. It opens the transport, which stays open while there are
 * subscribers, and a moment longer (option `linger`). An error of the transport reaches every subscriber, never before the call
 * that subscribed has returned; subscribing again opens it again.
 *
 * Two clients on one transport have a connection each, if the transport can give another one; otherwise the second is refused
 * with a `TransportError` `'IN_USE'`.
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

  /**
   * Cuts of a connection that is made again by itself, as that to a bridge, and why. Streams go on; commands that wait fail with the same error, and
   * {@link controllers} are gone until they are read again. Opens nothing by itself; never ends. Other transports fail instead.
   */
  readonly cuts$: Observable<TransportError>;

  /** Whether the transport is open: the present state first, then each change. Opens nothing by itself; never ends. */
  readonly connected$: Observable<boolean>;

  /** The clock and timer of this client. */
  readonly scheduler: SchedulerLike;

  /** What becomes of owning commands while bluetoothd runs. */
  readonly owning: 'refuse' | 'allow';

  readonly #transport: Transport;
  readonly #events: EventStream<MgmtNotification>;
  readonly #settings: MgmtSettings;
  readonly #sessions: Sessions;

  /**
   * @param options.timeout for all commands, in milliseconds. Default: 10 000, and 60 000 for those that wait for a person
   * @throws OptionError
   */
  constructor(transport: Transport, options: MgmtOptions = {}) {
    checkTransport(transport);
    this.#settings = mgmtSettings(options);
    this.scheduler = this.#settings.scheduler;
    this.owning = this.#settings.owning;
    this.#transport = transport;
    this.#events = new EventStream((subscriber, selection) => this.#listen(subscriber, selection));
    this.events$ = this.#events;
    this.frames$ = new Observable((subscriber) => this.#watch(subscriber));
    this.#sessions = new Sessions(transport, this.#settings);
    this.drops$ = this.#sessions.drops$;
    this.cuts$ = this.#sessions.cuts$;
    this.connected$ = this.#sessions.connected$;
    setUndoer(this, {
      sender: this.#undoing(),
      hold: () => {
        const session = this.#sessions.rejoin();
        return () => session.release();
      },
    });
  }

  /**
   * Sends a command each time it is subscribed to; emits its return parameters once and completes.
   *
   * Unsubscribing takes back what was not sent yet. Commands with the same name for the same controller wait for each other;
   * one that was given up, by unsubscribing or its timeout, does not keep the next one waiting, and its answer is not mistaken
   * for that of the next one, however late it comes. What it began and what would go on by itself is ended: a pairing, a discovery,
   * an advertising instance, a monitor, a mesh packet (docs/protocol.md has the list). The connection stays until that is done.
   *
   * Errors: `CodecError` for values that do not fit, before anything is sent; `NeighbourError` for owning
   * commands while bluetoothd runs, unless option `owning` allows them; `StatusError` if the kernel refuses, or the
   * controller goes away; `TimeoutError` if it does not answer; `TransportError` if there is no way to it.
   *
   * @param name the heading in the protocol document without spaces, such as `'SetPowered'`
   * @param index the controller, 0 to 65534; `null` or `NON_CONTROLLER` for commands about none
   * @param args the parameters in the order of the document, without lengths and counts
   */
  command$<N extends CommandName>(name: N, index: CommandIndex<N>, ...args: Args<N>): Observable<Reply<N>> {
    return this.#typed$(name, index, () => namedParams(name, args));
  }

  /**
   * As {@link command$}, with the parameters by name, and options for this command.
   *
   * @throws OptionError for wrong options
   */
  commandWith$<N extends CommandName>(
    name: N,
    index: CommandIndex<N>,
    params: Params<N>,
    options: CommandOptions = {},
  ): Observable<Reply<N>> {
    return this.#typed$(name, index, () => params, commandOptions(options));
  }

  /**
   * A command as bytes, for those that this library does not know yet. Emits the return parameters as bytes; otherwise as
   * {@link command$}, but it is not looked into: owning commands are sent, too.
   *
   * @param opcode 0 to 65535
   * @throws OptionError for wrong options
   */
  raw$(
    opcode: number,
    index: number | null,
    parameters: Uint8Array,
    options: RawCommandOptions = {},
  ): Observable<Uint8Array> {
    const timeout = rawTimeout(options);
    const prepare = (): Request => this.#request(opcode, rawFrame(opcode, index, parameters), timeout);
    return commandSource(() => this.#sessions.join(), prepare, rawReply);
  }

  /**
   * One kind of event, of one controller or of all.
   *
   * @param index the controller, 0 to 65534; `null` or `NON_CONTROLLER` for what comes without one
   * @throws OptionError for a name that no event has, or what is no controller
   */
  event$<N extends MgmtNotificationName>(name: N, index?: EventIndex<N>): Observable<MgmtNotification<N>> {
    checkNotificationName(name);
    const names = new Set([name]);
    const selection = index === undefined ? { names } : { names, index: checkIndex('index', index) };
    // The compiler can't know that a member of the union with the name N is a MgmtNotification<N>.
    return this.#events.narrow(selection) as Observable<MgmtEvent> as Observable<MgmtNotification<N>>;
  }

  /**
   * Whether bluetoothd works on the same kernel, as far as the transport knows. Opens nothing; ask whenever you want to know. It
   * does not follow what other programs change by owning commands: see {@link MgmtOptions}.
   */
  bluetoothd(): Bluetoothd {
    return (
      this.#transport.bluetoothd?.() ?? {
        state: 'unknown',
        reason: 'the transport does not say what runs on its kernel',
      }
    );
  }

  /**
   * Ends this client for good, whoever still uses it: streams of events and frames complete, commands that wait fail with a
   * `TransportError` `'CLOSED'`, and so do workflows, such as `scan` or `advertise`, and whatever is subscribed to later. The
   * transport is closed, at once unless the kernel goes on with what was given up, or has what workflows have put into it: then when
   * that has been taken back, within seconds; `connected$` tells. For frameworks that shut down; a program that unsubscribes
   * does not need it.
   */
  close(): void {
    this.#sessions.close();
  }

  /** Sends what undoes something. */
  #undoing(): Sender {
    const timeout = Math.min(this.#settings.timeout ?? LONGEST_UNDOING, LONGEST_UNDOING);
    return {
      scheduler: this.scheduler,
      command$: (name, index, ...args) => this.#typed$(name, index, () => namedParams(name, args), { timeout }, true),
      commandWith$: (name, index, params, options) =>
        this.#typed$(name, index, () => params, { timeout, ...options }, true),
    };
  }

  #typed$<N extends CommandName>(
    name: N,
    index: CommandIndex<N>,
    params: () => Params<N>,
    { timeout, owning = this.owning }: CommandOptions = {},
    isUndoing = false,
  ): Observable<Reply<N>> {
    const neighbour = { owning, bluetoothd: () => this.bluetoothd() };
    const prepare = (): Request => {
      const frame = sendableFrame(name, index, params());
      const refusal = refusalBeside(neighbour, name, index, frame);
      if (refusal !== undefined) throw refusal;
      return this.#request(commandNamed(name).opcode, frame, timeout, isUndoing);
    };
    const join = (): Session => (isUndoing ? this.#sessions.rejoin() : this.#sessions.join());
    return commandSource(join, prepare, (answer) => typedReply(name, answer));
  }

  #request(opcode: number, frame: Uint8Array, given: number | undefined, isUndoing = false): Request {
    const command = labelOf(opcode);
    const timeout = given ?? this.#settings.timeout ?? defaultTimeout(command);
    return { command, opcode, index: readHeader(frame).index, frame, timeout, isUndoing };
  }

  #listen(subscriber: Subscriber<MgmtNotification>, selection: EventSelection): TeardownLogic {
    const session = this.#sessions.join();
    // Before it is opened: some transports have something to say at once.
    session.events.add(subscriber, selection);
    session.open();
    return () => {
      session.events.remove(subscriber);
      session.release();
    };
  }

  #watch(subscriber: Subscriber<MgmtFrame>): TeardownLogic {
    const session = this.#sessions.join();
    session.frames.subscribe(subscriber);
    session.open();
    return () => session.release();
  }
}
