import { Subscription } from 'rxjs';
import type { CommandQueue } from './command-queue.js';
import type { Deadlines } from './deadlines.js';
import type { Request } from './request.js';
import type { Ticket } from './ticket.js';
import { labelOf } from '../protocol/command-label.js';
import { readHeader } from '../protocol/header.js';
import type { TakeBack } from '../protocol/rules/take-backs.js';
import { takeBackOf } from '../protocol/rules/take-backs.js';
import type { MgmtEvent, ReplyEvent } from '../protocol/tables.js';

/** How long the next command of the kind waits for what takes the one before it back, in milliseconds. */
const NO_LONGER = 1000;
/** How long a connection that is not needed any more stays for a reply that would have to be taken back, in milliseconds. */
const NO_LATER = 5000;

const NOTHING = new Uint8Array(0);
const isDiscovery = ({ request }: Ticket): boolean => takeBackOf(request.command)?.by === 'StopDiscovery';

/** The last attempt to begin a discovery on a controller, and what is known of it. */
interface Start {
  readonly ticket: Ticket;
  /** What the kernel has said since: nothing, that a discovery has begun, that it has ended; also when we have stopped it. */
  phase: 'sent' | 'seen' | 'over';
  hasSucceeded: boolean;
}

/** A connection, as far as it must stay for what is taken back. */
export interface Holder {
  hold(): void;
  release(): void;
}

/**
 * Takes back what the kernel goes on with although the command was given up: a pairing that would keep all others out, a
 * discovery without listeners.
 */
export class TakingBack {
  /** Those that are taken back when they turn out to have begun; what lets their connections go. */
  readonly #suspects = new Map<Ticket, Subscription>();
  readonly #starts = new Map<number | null, Start>();

  constructor(
    private readonly queue: Pick<CommandQueue, 'submit' | 'pause' | 'keep'>,
    private readonly deadlines: Deadlines,
    private readonly holder: Holder,
  ) {}

  /** A command goes out. */
  sent(ticket: Ticket): void {
    const { command, index } = ticket.request;
    if (isDiscovery(ticket)) this.#starts.set(index, { ticket, phase: 'sent', hasSucceeded: false });
    const start = command === 'StopDiscovery' ? this.#starts.get(index) : undefined;
    if (start?.phase === 'seen') start.phase = 'over';
  }

  /** A command was answered to one who waited for it. */
  answered(ticket: Ticket, reply: ReplyEvent): void {
    const start = this.#starts.get(ticket.request.index);
    if (start === undefined || reply.status !== 'Success') return;
    if (start.ticket === ticket) start.hasSucceeded = true;
    else if (ticket.request.command === 'StopDiscovery') start.phase = 'over';
  }

  /** The command was given up. Says whether it was taken back. */
  givenUp(ticket: Ticket): boolean {
    const takeBack = takeBackOf(ticket.request.command);
    if (takeBack === undefined) return false;
    if (takeBack.when === 'at once') return this.#takeBack(ticket, takeBack, NOTHING);
    this.#suspect(ticket);
    const start = this.#starts.get(ticket.request.index);
    // Its answer may be lost; there is one discovery at a time, and it came after the command.
    return (
      start?.ticket === ticket && start.phase === 'seen' && this.#takeBack(ticket, takeBack, this.#kindsOf(ticket))
    );
  }

  /** The answer to a command that was given up. */
  late(ticket: Ticket, reply: ReplyEvent): void {
    const takeBack = takeBackOf(ticket.request.command);
    if (takeBack === undefined || !this.#suspects.has(ticket)) return;
    const { index } = ticket.request;
    const last = isDiscovery(ticket) ? this.#starts.get(index) : undefined;
    // A discovery that began after it can only have done so because this one was over.
    const isOver = last?.ticket === ticket ? last.phase === 'over' : last?.hasSucceeded === true;
    if (reply.event === 'CommandComplete' && reply.status === 'Success' && !isOver) {
      this.#takeBack(ticket, takeBack, reply.returnParameters);
    }
    this.#clear(ticket);
  }

  /** The kernel begins or ends a discovery. */
  discovering({ index, discovering }: MgmtEvent<'Discovering'>): void {
    const start = this.#starts.get(index);
    if (start === undefined || start.phase === 'over') return;
    if (discovering === true) start.phase = 'seen';
    else if (start.phase === 'seen') start.phase = 'over';
    const takeBack = takeBackOf(start.ticket.request.command);
    if (start.phase !== 'seen' || takeBack === undefined || !this.#suspects.has(start.ticket)) return;
    this.#takeBack(start.ticket, takeBack, this.#kindsOf(start.ticket));
  }

  /** Nothing goes on any more on a controller that has gone. */
  removed(index: number | null): void {
    this.#starts.delete(index);
    for (const ticket of [...this.#suspects.keys()]) if (ticket.request.index === index) this.#clear(ticket);
  }

  /** The kernel's socket has gone, and with it whatever could still have been answered. */
  cut(): void {
    this.#starts.clear();
    for (const ticket of [...this.#suspects.keys()]) this.#clear(ticket);
  }

  /** The return parameters of a discovery are its kinds, with which its parameters begin. */
  #kindsOf({ request }: Ticket): Uint8Array {
    return request.frame.subarray(6, 7);
  }

  #suspect(ticket: Ticket): void {
    const { link } = ticket;
    this.holder.hold();
    const hold = new Subscription(() => this.holder.release());
    if (link !== undefined) hold.add(this.queue.keep(link));
    const expiry = { expire: () => hold.unsubscribe() };
    hold.add(() => this.deadlines.delete(expiry));
    this.deadlines.add(expiry, NO_LATER);
    this.#suspects.set(ticket, hold);
  }

  #clear(ticket: Ticket): void {
    this.#suspects.get(ticket)?.unsubscribe();
    this.#suspects.delete(ticket);
  }

  #takeBack(ticket: Ticket, takeBack: TakeBack, returnParameters: Uint8Array): boolean {
    const frame = takeBack.frame(ticket.request.frame, returnParameters);
    if (frame === undefined) return false;
    const { code: opcode, index } = readHeader(frame);
    const request: Request = { command: labelOf(opcode), opcode, index, frame, timeout: NO_LONGER, isUndoing: true };
    const resume = this.queue.pause(ticket.kind);
    const done = (): void => {
      resume();
      this.holder.release();
    };
    this.holder.hold();
    // Whatever the kernel says: there was nothing to take back any more, or nothing else can be done about it.
    this.queue.submit(request, { answered: done, failed: done });
    this.#clear(ticket);
    return true;
  }
}
