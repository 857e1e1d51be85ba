import type { SchedulerLike, Subscriber, Subscription, TeardownLogic } from 'rxjs';
import type { CommandLabel } from './errors.js';
import { StatusError, TimeoutError } from './errors.js';
import { indexOnWire } from '../protocol/header.js';
import type { ReplyEvent } from '../protocol/tables.js';

/** A command that is ready to be sent. */
export interface Request {
  readonly command: CommandLabel;
  readonly opcode: number;
  readonly index: number | null;
  readonly frame: Uint8Array;
  /** How long to wait for the reply once the frame went out, in milliseconds; Infinity for ever. */
  readonly timeout: number;
}

/** A request and the reply to it. */
export interface Answer {
  readonly request: Request;
  readonly reply: ReplyEvent;
}

interface Ticket {
  readonly request: Request;
  /** Undefined once nobody waits for the reply any more; it is swallowed when it comes. */
  subscriber: Subscriber<Answer> | undefined;
  timer?: Subscription | undefined;
}

/** The commands with one opcode for one controller: a reply carries nothing else to tell them apart, so one at a time. */
interface Lane {
  readonly key: number;
  readonly waiting: Set<Ticket>;
  current: Ticket | undefined;
  pumping: boolean;
}

/** After a failed `send` the kernel may have put an answer into the socket all the same, never more than this long ago. */
const AFTER_FAILED_SEND = 1000;

/** A reply that nobody waits for any more is expected for as long again as it was waited for. */
const graceOf = ({ timeout }: Request): number => (timeout === Infinity ? 60_000 : timeout);

/** Linux answers Set Default Runtime Configuration with the opcode of its sibling (net/bluetooth/mgmt_config.c). */
const SHARED_REPLY: ReadonlyMap<number, number> = new Map([[0x004e, 0x004c]]);

const gone = (request: Request): StatusError => new StatusError(request, 'InvalidIndex', { source: 'library' });

const indexOf = (key: number): number => key % 0x10000;
const keyOf = (opcode: number, index: number | null): number =>
  (SHARED_REPLY.get(opcode) ?? opcode) * 0x10000 + indexOnWire(index);

/** Sends commands, one at a time per opcode and controller, and finds the command that a reply belongs to. */
export class CommandQueue {
  readonly #lanes = new Map<number, Lane>();

  constructor(
    private readonly send: (frame: Uint8Array) => void,
    private readonly scheduler: SchedulerLike,
  ) {}

  /** Queues a command. The answer, or the error that ends it, goes to the subscriber; the teardown takes it back. */
  submit(request: Request, subscriber: Subscriber<Answer>): TeardownLogic {
    const ticket: Ticket = { request, subscriber };
    const lane = this.#laneOf(keyOf(request.opcode, request.index));
    lane.waiting.add(ticket);
    this.#pump(lane);
    return () => this.#leave(lane, ticket);
  }

  /** Hands a reply to the command that waits for it. */
  receive(reply: ReplyEvent): void {
    const lane = this.#lanes.get(keyOf(reply.commandOpcode, reply.index));
    const ticket = lane?.current;
    if (!lane || !ticket) return;
    const { subscriber } = ticket;
    ticket.subscriber = undefined;
    this.#release(lane);
    subscriber?.next({ request: ticket.request, reply });
    subscriber?.complete();
    this.#pump(lane);
  }

  /** Ends all commands for a controller that has gone. No replies follow: the kernel sent those that it had before. */
  removed(index: number | null): void {
    for (const lane of [...this.#lanes.values()].filter(({ key }) => indexOf(key) === indexOnWire(index))) {
      const tickets = [...(lane.current ? [lane.current] : []), ...lane.waiting];
      lane.waiting.clear();
      this.#release(lane);
      for (const ticket of tickets) this.#settle(ticket, gone(ticket.request));
      this.#pump(lane);
    }
  }

  /** Forgets everything: nobody is left. A new socket gets no late replies of the old one. */
  clear(): void {
    for (const lane of this.#lanes.values()) this.#release(lane);
    this.#lanes.clear();
  }

  #laneOf(key: number): Lane {
    const lane = this.#lanes.get(key) ?? { key, waiting: new Set(), current: undefined, pumping: false };
    this.#lanes.set(key, lane);
    return lane;
  }

  /** Sends what may be sent. A loop, not a recursion: some transports answer while they are still sending. */
  #pump(lane: Lane): void {
    if (lane.pumping) return;
    lane.pumping = true;
    while (!lane.current) {
      const [ticket] = lane.waiting;
      if (!ticket) break;
      lane.waiting.delete(ticket);
      lane.current = ticket;
      this.#transmit(lane, ticket);
    }
    lane.pumping = false;
    if (!lane.current && this.#lanes.get(lane.key) === lane) this.#lanes.delete(lane.key);
  }

  #transmit(lane: Lane, ticket: Ticket): void {
    const { frame, timeout } = ticket.request;
    if (timeout !== Infinity) {
      ticket.timer = this.scheduler.schedule(() => this.#timedOut(lane, ticket), timeout);
    }
    try {
      this.send(frame);
    } catch (error) {
      if (lane.current !== ticket) return;
      this.#hold(lane, ticket, AFTER_FAILED_SEND);
      this.#settle(ticket, error);
    }
  }

  #timedOut(lane: Lane, ticket: Ticket): void {
    this.#hold(lane, ticket, graceOf(ticket.request));
    this.#settle(ticket, new TimeoutError(ticket.request, ticket.request.timeout));
  }

  #leave(lane: Lane, ticket: Ticket): void {
    if (!ticket.subscriber) return;
    ticket.subscriber = undefined;
    if (!lane.waiting.delete(ticket) && lane.current === ticket) this.#hold(lane, ticket, graceOf(ticket.request));
  }

  /** Keeps the slot for the late reply, so that the next command does not take it for its own; but not for ever. */
  #hold(lane: Lane, ticket: Ticket, grace: number): void {
    ticket.timer?.unsubscribe();
    ticket.timer = this.scheduler.schedule(() => {
      this.#release(lane);
      this.#pump(lane);
    }, grace);
  }

  #release(lane: Lane): void {
    lane.current?.timer?.unsubscribe();
    lane.current = undefined;
  }

  #settle(ticket: Ticket, error: unknown): void {
    const { subscriber } = ticket;
    ticket.subscriber = undefined;
    subscriber?.error(error);
  }
}
