import type { SchedulerLike, Subscription } from 'rxjs';
import { Subject } from 'rxjs';
import { CommandQueue } from './command-queue.js';
import { Deadlines } from './deadlines.js';
import { ended } from './ends.js';
import type { EventListener } from './event-router.js';
import { EventRouter } from './event-router.js';
import type { MgmtFrame } from './frames.js';
import { noteBeside } from './frames.js';
import { Links } from './links.js';
import { PlainEvents } from './plain-events.js';
import { Questions } from './questions.js';
import { adviceOnSilence } from './silence.js';
import { TakingBack } from './taking-back.js';
import type { CommandLink, Ticket } from './ticket.js';
import { decodeEvent } from '../protocol/decode.js';
import type { TransportError } from '../transport/errors.js';
import type { Transport } from '../transport/transport.js';
import { scheduleAfter } from '../transport/schedule-after.js';

export interface SessionSettings {
  readonly scheduler: SchedulerLike;
  /** How long it stays when it is not needed any more, in milliseconds. */
  readonly linger: number;
}

/** Who is told of a session. */
export interface SessionOwner {
  /** The transport is open, as far as is known. May be called more than once. */
  opened(): void;
  /** The connection is cut, and is being made again. Called before commands fail because of that. */
  cut(error: TransportError): void;
  /** It is over. Who subscribes from now on needs a new one. Called once, before those who are subscribed learn of it. */
  ended(): void;
}

/** Code of Command Complete and Command Status: the answers to commands. */
const isReply = (frame: Uint8Array): boolean => (frame[0] === 1 || frame[0] === 2) && frame[1] === 0;

/** One connection of a client from its opening to its end, with the commands that wait for answers, and all who listen. */
export class Session {
  readonly events = new EventRouter();
  readonly frames = new Subject<MgmtFrame>();
  readonly queue: CommandQueue;
  readonly #deadlines: Deadlines;
  readonly #links: Links;
  readonly #takingBack: TakingBack;
  #questions = new Questions();
  #plain = new PlainEvents();
  #users = 0;
  #hasReceived = false;
  #state: 'new' | 'opening' | 'failing' | 'open' | 'ended' = 'new';
  /** The end that comes unless it is needed again; or the error that it could not be opened with. */
  #end: Subscription | undefined;
  #idleSince = 0;
  /** What all were told that used it; it is there only until what was given up has been taken back. */
  #closing: { readonly error: unknown } | undefined;

  constructor(
    transport: Transport,
    private readonly owner: SessionOwner,
    private readonly settings: SessionSettings,
  ) {
    const { scheduler } = settings;
    this.#deadlines = new Deadlines(scheduler);
    this.#links = new Links(
      transport,
      {
        frame: (_, bytes) => this.#received(bytes),
        failed: (_, error) => this.#failed(error),
        completed: () => this.#finish((listener) => listener.complete(), ended()),
        changed: (_, state) => {
          if (state.state === 'open') this.owner.opened();
          else this.#cut(state.error);
        },
      },
      (link, bytes) => this.#receivedBeside(link, bytes),
      (link, error) => this.queue.lost(link, error),
    );
    this.queue = new CommandQueue(this.#links, this.#deadlines, scheduler, {
      transmit: (link, ticket) => this.#transmit(link, ticket),
      givenUp: (ticket) => {
        const isTakenBack = this.#takingBack.givenUp(ticket);
        return adviceOnSilence(ticket.request.command, isTakenBack, this.#unanswered(ticket));
      },
      answered: (ticket, reply) => {
        this.#takingBack.answered(ticket, reply);
        const hasFailed = reply.status !== 'Success' && reply.status !== 'Cancelled';
        return hasFailed ? this.#unanswered(ticket) : undefined;
      },
      late: (ticket, reply) => this.#takingBack.late(ticket, reply),
    });
    this.#takingBack = new TakingBack(this.queue, this.#deadlines, this);
  }

  /** Opens it, if that was not done yet. Those who are to hear what comes at once have been added before. */
  open(): void {
    if (this.#state !== 'new') return;
    this.#state = 'opening';
    const { main } = this.#links;
    main.open();
    // It may have failed, or ended, meanwhile.
    if (!this.#isIn('opening')) return;
    this.#state = 'open';
    if (main.transport.isOpen !== false) this.owner.opened();
  }

  /** It is needed. */
  hold(): void {
    this.#users++;
  }

  /** It is not needed any more by one of those who needed it. */
  release(): void {
    if (--this.#users > 0 || this.#state === 'ended') return;
    if (this.#closing !== undefined) return this.#finish(() => undefined, this.#closing.error);
    this.#idleSince = this.settings.scheduler.now();
    this.#linger(this.settings.linger);
  }

  /** Ends it if it is not needed, and says whether. */
  closeIfIdle(): boolean {
    if (this.#users > 0) return false;
    this.close(ended());
    return true;
  }

  /**
   * Ends it: those who listen see the end, commands fail. What the kernel would go on with is taken back, and the connection
   * is closed when that is done.
   */
  close(error: unknown): void {
    if (this.#state === 'ended' || this.#closing !== undefined) return;
    // Whoever leaves because of this must not close it yet.
    this.hold();
    this.#closing = { error };
    this.queue.giveUpAll(error);
    this.events.end((listener) => listener.complete());
    this.frames.complete();
    this.release();
  }

  /** A method, because the compiler believes that a state does not change by itself. */
  #isIn(state: 'opening'): boolean {
    return this.#state === state;
  }

  #linger(delay: number): void {
    if (this.#end !== undefined || delay === Infinity) return;
    const { scheduler, linger } = this.settings;
    this.#end = scheduleAfter(
      scheduler,
      () => {
        this.#end = undefined;
        if (this.#users > 0) return;
        // It may have been needed meanwhile. A clock that was set must not make it longer than that.
        const left = Math.min(linger - (scheduler.now() - this.#idleSince), linger);
        if (left > 0) this.#linger(left);
        else this.close(ended());
      },
      delay,
    );
  }

  #received(bytes: Uint8Array): void {
    if (!this.#hasReceived) {
      this.#hasReceived = true;
      this.owner.opened();
    }
    this.#observe('in', bytes);
    const event = decodeEvent(bytes);
    switch (event.event) {
      case 'CommandComplete':
        this.queue.receive(this.#links.main, event);
        for (const plain of this.#plain.answered(event)) this.events.deliver(plain);
        return;
      case 'CommandStatus':
        this.queue.receive(this.#links.main, event);
        return;
      // Commands learn of it before the subscribers of events do.
      case 'IndexRemoved':
      case 'UnconfiguredIndexRemoved':
      case 'ExtendedIndexRemoved':
        this.queue.removed(event.index);
        this.#takingBack.removed(event.index);
        this.#plain.removed(event.index);
        break;
      case 'Discovering':
        this.#takingBack.discovering(event);
        break;
      default:
        this.#questions.note(event);
    }
    for (const plain of this.#plain.before(event)) this.events.deliver(plain);
    this.events.deliver(event);
  }

  /** Of a connection beside the main one: all but answers comes over that, too. */
  #receivedBeside(link: CommandLink, bytes: Uint8Array): void {
    if (!isReply(bytes)) return;
    noteBeside(bytes);
    this.#observe('in', bytes);
    const event = decodeEvent(bytes);
    if (event.event === 'CommandComplete' || event.event === 'CommandStatus') this.queue.receive(link, event);
  }

  /** The next socket on the kernel knows nothing of what was asked over this one. */
  #cut(error: TransportError): void {
    this.owner.cut(error);
    this.#plain = new PlainEvents();
    this.#questions = new Questions();
    this.#takingBack.cut();
    this.queue.cut(error);
  }

  #failed(error: unknown): void {
    const finish = (): void => this.#finish((listener) => listener.error(error), error);
    if (this.#state !== 'opening') return finish();
    // Who tries again at once would be back here before the call that subscribed is over, again and again.
    this.#state = 'failing';
    this.queue.isHalted = true;
    this.owner.ended();
    this.#end?.unsubscribe();
    this.#end = this.settings.scheduler.schedule(finish);
  }

  #finish(tell: (listener: EventListener) => void, commandError: unknown): void {
    if (this.#state === 'ended') return;
    const hasFailed = this.#state === 'failing';
    this.#state = 'ended';
    this.#end?.unsubscribe();
    this.#deadlines.clear();
    this.#links.close();
    if (!hasFailed) this.owner.ended();
    this.queue.end(commandError);
    this.events.end(tell);
    // A Subject is told as any other listener, and tells its own.
    tell(this.frames as Subject<unknown>);
  }

  #transmit(link: CommandLink, ticket: Ticket): void {
    const { command, frame } = ticket.request;
    this.#takingBack.sent(ticket);
    this.#questions.sent(command, frame);
    if (link !== this.#links.main) noteBeside(frame);
    this.#observe('out', frame);
    link.transport.send(frame);
    link.pollSoon();
  }

  /** Why a pairing ended: the kernel's question was not answered, if so. */
  #unanswered({ request }: Ticket): string | undefined {
    return request.command === 'PairDevice' ? this.#questions.unanswered(request.frame) : undefined;
  }

  #observe(direction: MgmtFrame['direction'], bytes: Uint8Array): void {
    if (this.frames.observed) this.frames.next({ direction, bytes, time: this.settings.scheduler.now() });
  }
}
