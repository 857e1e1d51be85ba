import type { SchedulerLike } from 'rxjs';
import type { Deadlines } from './deadlines.js';
import { StatusError, TimeoutError, isTransportError } from './errors.js';
import type { Links } from './links.js';
import { indexOfKind, kindOf } from './request.js';
import type { Request } from './request.js';
import type { Caller, CommandLink } from './ticket.js';
import { Ticket } from './ticket.js';
import { indexOnWire } from '../protocol/header.js';
import type { ReplyEvent } from '../protocol/tables.js';

const gone = (request: Request): StatusError => new StatusError(request, 'InvalidIndex', { source: 'library' });

/** The commands with one opcode for one controller: a reply carries nothing else to tell them apart, so one at a time. */
interface Lane {
  readonly waiting: Set<Ticket>;
  current: Ticket | undefined;
  isMoving: boolean;
  /** How many keep the next one from being sent. */
  pauses: number;
}

/** What happens around the queue. */
export interface QueueHooks {
  transmit(link: CommandLink, ticket: Ticket): void;
  /** A command that went out is given up. Says what there is to know of it, unless it was given up on purpose. */
  givenUp(ticket: Ticket): string | undefined;
  /** A command is answered to one who waits for it. Says what the answer does not. */
  answered(ticket: Ticket, reply: ReplyEvent): string | undefined;
  /** The answer to one that was given up. */
  late(ticket: Ticket, reply: ReplyEvent): void;
}

/** After a failed `send` the kernel may have put an answer into the socket all the same, never more than this long ago. */
const AFTER_FAILED_SEND = 1000;

/** On a transport that has one connection only, the answer to a command that was given up is expected as long again. */
const graceOf = ({ timeout }: Request): number => (timeout === Infinity ? 60_000 : timeout);

/**
 * Sends commands, one at a time per opcode and controller, and finds the command that a reply belongs to.
 *
 * A command that was given up is out of the way at once: its answer, if it still comes, is swallowed where it was sent, and
 * the next one of its kind goes out over another connection.
 */
export class CommandQueue {
  readonly #lanes = new Map<number, Lane>();
  /** Nothing is sent: there is no connection, and the reason will be told to all soon. */
  isHalted = false;
  #end: { readonly error: unknown } | undefined;

  constructor(
    private readonly links: Links,
    private readonly deadlines: Deadlines,
    private readonly scheduler: SchedulerLike,
    private readonly hooks: QueueHooks,
  ) {}

  /** Queues a command. The caller is told of the answer, or of the error in its place, never of the latter before this returns. */
  submit(request: Request, caller: Caller): Ticket {
    const kind = kindOf(request.opcode, request.index);
    const ticket = new Ticket(kind, request, caller, this.#onExpiry);
    if (this.#end !== undefined) {
      this.#failLater(ticket, this.#end.error);
      return ticket;
    }
    const lane = this.#laneOf(kind);
    lane.waiting.add(ticket);
    this.#move(lane);
    return ticket;
  }

  /** Takes back a command that was given up. */
  leave(ticket: Ticket): void {
    const lane = this.#laneOf(ticket.kind);
    const wasAwaited = ticket.isAwaited;
    ticket.abandon();
    if (!wasAwaited || lane.waiting.delete(ticket) || lane.current !== ticket) return;
    this.#giveUpSent(lane, ticket);
    this.#move(lane);
  }

  /** Hands a reply to the command that waits for it. */
  receive(link: CommandLink, reply: ReplyEvent): void {
    const kind = kindOf(reply.commandOpcode, reply.index);
    const lane = this.#lanes.get(kind);
    if (lane === undefined) return;
    const ticket = lane.current;
    if (ticket?.link === link) {
      this.#free(lane, ticket);
      ticket.answer({ request: ticket.request, reply, advice: this.hooks.answered(ticket, reply) });
    } else {
      const owed = link.settle(kind);
      if (owed !== undefined) {
        this.deadlines.delete(owed);
        this.hooks.late(owed, reply);
      }
    }
    this.#move(lane);
  }

  /** Ends all commands for a controller that has gone. The kernel has answered those that it answers. */
  removed(index: number | null): void {
    const removed = indexOnWire(index);
    for (const [kind, lane] of [...this.#lanes]) {
      if (indexOfKind(kind) !== removed) continue;
      const tickets = [...(lane.current ? [lane.current] : []), ...lane.waiting];
      lane.waiting.clear();
      if (lane.current !== undefined) this.#giveUp(lane, lane.current);
      if (!this.links.canBranch) for (const ticket of this.links.main.owed(kind)) this.#forget(ticket);
      for (const ticket of tickets) ticket.fail(gone(ticket.request));
      this.#move(lane);
    }
  }

  /** Keeps the next command of a kind from being sent, until the function is called that it returns. */
  pause(kind: number): () => void {
    const lane = this.#laneOf(kind);
    lane.pauses++;
    return () => {
      lane.pauses--;
      this.#move(lane);
    };
  }

  /** Keeps a connection open that something may still come over, until the function is called that it returns. */
  keep(link: CommandLink): () => void {
    link.users++;
    return () => this.links.release(link);
  }

  /** Fails all commands but those that undo something; what went out is given up. What is sent because of that goes on. */
  giveUpAll(error: unknown): void {
    const isLost = (ticket: Ticket | undefined): boolean => ticket?.request.isUndoing !== true;
    const lanes = [...this.#lanes.values()].map((lane) => ({
      lane,
      sent: isLost(lane.current) ? lane.current : undefined,
      waiting: [...lane.waiting].filter(isLost),
    }));
    for (const { lane, waiting } of lanes) for (const ticket of waiting) lane.waiting.delete(ticket);
    for (const { lane, sent } of lanes) {
      if (sent !== undefined) this.#giveUpSent(lane, sent);
    }
    for (const { sent, waiting } of lanes) for (const ticket of [sent, ...waiting]) ticket?.fail(error);
  }

  /** A connection beside the main one has ended. */
  lost(link: CommandLink, error: unknown): void {
    for (const lane of [...this.#lanes.values()]) {
      const ticket = lane.current;
      if (ticket?.link !== link) continue;
      this.#free(lane, ticket);
      ticket.fail(error);
      this.#move(lane);
    }
  }

  /** The main connection was cut, and is being made again: what waits for it fails, and no answers are owed any more. */
  cut(error: unknown): void {
    const { main } = this.links;
    for (const ticket of main.forgetAll()) this.deadlines.delete(ticket);
    for (const lane of [...this.#lanes.values()]) {
      const tickets = [...lane.waiting];
      lane.waiting.clear();
      if (lane.current?.link === main) {
        tickets.unshift(lane.current);
        this.#free(lane, lane.current);
      }
      for (const ticket of tickets) ticket.fail(error);
    }
  }

  /** Ends all commands, and those that are still to come. */
  end(error: unknown): void {
    this.#end = { error };
    const lanes = [...this.#lanes.values()];
    this.#lanes.clear();
    for (const { current, waiting } of lanes) for (const ticket of [current, ...waiting]) ticket?.fail(error);
  }

  #laneOf(kind: number): Lane {
    const known = this.#lanes.get(kind);
    if (known !== undefined) return known;
    const lane: Lane = { waiting: new Set(), current: undefined, isMoving: false, pauses: 0 };
    this.#lanes.set(kind, lane);
    return lane;
  }

  /** Sends what may be sent. A loop, not a recursion: some transports answer while they are still sending. */
  #move(lane: Lane): void {
    if (lane.isMoving || this.isHalted) return;
    lane.isMoving = true;
    while (lane.current === undefined && lane.pauses === 0 && lane.waiting.size > 0) {
      const [ticket] = lane.waiting;
      if (ticket === undefined || !this.#start(lane, ticket)) break;
    }
    lane.isMoving = false;
  }

  /** Sends a command; false if it has to wait. */
  #start(lane: Lane, ticket: Ticket): boolean {
    let link: CommandLink | undefined;
    try {
      link = this.links.choose(ticket);
    } catch (error) {
      lane.waiting.delete(ticket);
      this.#failLater(ticket, error);
      return true;
    }
    if (link === undefined) return false;
    lane.waiting.delete(ticket);
    lane.current = ticket;
    ticket.link = link;
    link.users++;
    try {
      this.hooks.transmit(link, ticket);
    } catch (error) {
      this.#failedToSend(lane, ticket, error);
      return true;
    }
    if (lane.current === ticket) this.deadlines.add(ticket, ticket.request.timeout);
    return true;
  }

  #failedToSend(lane: Lane, ticket: Ticket, error: unknown): void {
    // It may have been answered, or taken back, while it was being sent.
    if (lane.current !== ticket) return;
    this.#giveUp(lane, ticket, AFTER_FAILED_SEND);
    this.#failLater(ticket, error);
  }

  /**
   * Who tries again from within the error would come back here before the call that subscribed is over, again and again.
   * What is no error of the transport is a mistake in the program, such as one in the answers of a test.
   */
  #failLater(ticket: Ticket, error: unknown): void {
    if (isTransportError(error)) this.scheduler.schedule(() => ticket.fail(error));
    else ticket.fail(error);
  }

  readonly #onExpiry = (ticket: Ticket): void => {
    const lane = this.#laneOf(ticket.kind);
    if (lane.current === ticket) {
      const advice = this.#giveUpSent(lane, ticket);
      ticket.fail(new TimeoutError(ticket.request, ticket.request.timeout, advice));
    } else this.#forget(ticket);
    this.#move(lane);
  };

  /** The slot is free. */
  #free(lane: Lane, ticket: Ticket): void {
    lane.current = undefined;
    this.deadlines.delete(ticket);
    if (ticket.link !== undefined) this.links.release(ticket.link);
  }

  /** What went out is given up, and taken back if it can be: its connection stays until that is decided. */
  #giveUpSent(lane: Lane, ticket: Ticket): string | undefined {
    const letGo = ticket.link && this.keep(ticket.link);
    this.#giveUp(lane, ticket);
    const advice = this.hooks.givenUp(ticket);
    letGo?.();
    return advice;
  }

  /** The command was given up. If its reply comes all the same, it is not for the next one. */
  #giveUp(lane: Lane, ticket: Ticket, until?: number): void {
    const { link } = ticket;
    if (link === undefined) return;
    link.owe(ticket);
    // Of a connection beside the main one the end is near, and ends what might still come over it.
    if (link !== this.links.main) link.isRetired = true;
    this.#free(lane, ticket);
    if (link === this.links.main) {
      this.deadlines.add(ticket, until ?? (this.links.canBranch ? Infinity : graceOf(ticket.request)));
    }
  }

  /** No answer to this one can come any more. */
  #forget(ticket: Ticket): void {
    this.deadlines.delete(ticket);
    this.links.main.forget(ticket);
  }
}
