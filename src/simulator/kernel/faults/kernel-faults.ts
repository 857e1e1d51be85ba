import { Status } from '../../../protocol/enums/status.js';
import { encodeEvent } from '../../../protocol/encode.js';
import { plainIndex } from '../../../protocol/header.js';
import type { CommandName, MgmtEventInput } from '../../../protocol/tables.js';
import type { Errno } from '../../ground/errno.js';
import { ERRNO, SendRefused, openError } from '../../ground/errno.js';
import { checkDuration, checkNameOrNumber } from '../../../protocol/options.js';
import { FilterChecks, checkName } from '../../options/checks/filters.js';
import type { World } from '../../air/world.js';
import type { Transport } from '../../../transport/transport.js';
import type { Sockets } from '../../sockets/sockets.js';
import type { Controller } from '../../state/controller.js';
import type { Socket } from '../../sockets/socket.js';
import type {
  CommandFilter,
  CountedFault,
  EventFilter,
  Fault,
  ProgramFilter,
  TimesFilter,
} from '../../options/fault.js';
import { FaultList } from '../../ground/fault-list.js';
import type { SimulatorFaults } from '../../options/simulator-faults.js';

/** A command as it was sent. The name is undefined if the kernel has none for its opcode. */
export interface Command {
  readonly socket: Socket;
  readonly name: CommandName | undefined;
  readonly index: number | null;
}

interface EventToSocket {
  readonly socket: Socket;
  readonly event: string;
  readonly index: number | null;
}

/** The kernel as its faults need it. */
export interface FaultyKernel {
  readonly world: Pick<World, 'clock'>;
  readonly sockets: Sockets;
  readonly transports: { has(transport: Transport): boolean };
  controllerAt(index: number | null): Controller | undefined;
  unplug(controller: Controller): void;
}

const isOneOf = (names: string | readonly string[] | undefined, name: string | undefined): boolean =>
  names === undefined || (name !== undefined && (typeof names === 'string' ? names === name : names.includes(name)));

const isFrom = ({ transport }: ProgramFilter, socket: Pick<Socket, 'transport'>): boolean =>
  transport === undefined || transport === socket.transport;

/** Whether it goes between that program and that controller. */
const isBetween = (filter: CommandFilter | EventFilter, { index, socket }: Omit<Command, 'name'>): boolean =>
  isFrom(filter, socket) && (filter.index === undefined || plainIndex(filter.index) === index);

const commandMatcher =
  (filter: CommandFilter) =>
  (sent: Command): boolean =>
    isOneOf(filter.command, sent.name) && isBetween(filter, sent);

const eventMatcher =
  (filter: EventFilter) =>
  (told: EventToSocket): boolean =>
    isOneOf(filter.event, told.event) && isBetween(filter, told);

/** The faults of the kernel and of the way to it. */
export class KernelFaults implements SimulatorFaults {
  readonly #openings = new FaultList<Pick<Socket, 'transport'>, Errno>();
  readonly #sends = new FaultList<Command, { readonly errno: Errno } | { readonly status: Status | number }>();
  readonly #replies = new FaultList<Command, { readonly delay: number }>();
  readonly #events = new FaultList<EventToSocket, 'lost'>();
  readonly #removals = new FaultList<Command, 'unplugged'>();
  readonly #stalls = new FaultList<Socket, 'unread'>();

  readonly #checks = new FilterChecks((transport) => this.kernel.transports.has(transport));

  constructor(private readonly kernel: FaultyKernel) {}

  failOpening(code: Errno, filter: ProgramFilter & TimesFilter = {}): CountedFault {
    checkName('code', code, ERRNO, 'the name of an error number of Linux');
    const checked = this.#checks.limited(filter);
    return this.#openings.add((program) => isFrom(checked, program), code, checked.times);
  }

  failSending(code: Errno, filter: CommandFilter = {}): CountedFault {
    checkName('code', code, ERRNO, 'the name of an error number of Linux');
    const checked = this.#checks.command(filter);
    return this.#sends.add(commandMatcher(checked), { errno: code }, checked.times);
  }

  refuse(status: Status | number, filter: CommandFilter = {}): CountedFault {
    checkNameOrNumber('status', status, Object.keys(Status), 0xff);
    const checked = this.#checks.command(filter);
    return this.#sends.add(commandMatcher(checked), { status }, checked.times);
  }

  dropReplies(filter: CommandFilter = {}): CountedFault {
    return this.delayReplies(Infinity, filter);
  }

  delayReplies(delay: number, filter: CommandFilter = {}): CountedFault {
    checkDuration('delay', delay);
    const checked = this.#checks.command(filter);
    return this.#replies.add(commandMatcher(checked), { delay }, checked.times);
  }

  dropEvents(filter: EventFilter = {}): CountedFault {
    const checked = this.#checks.event(filter);
    return this.#events.add(eventMatcher(checked), 'lost', checked.times);
  }

  stopReading(filter: ProgramFilter = {}): Fault {
    const checked = this.#checks.program(filter);
    return this.#stalls.add(
      (socket) => isFrom(checked, socket),
      'unread',
      Infinity,
      () => this.kernel.sockets.wake(),
    );
  }

  unplugDuring(filter: CommandFilter): CountedFault {
    const checked = this.#checks.command(filter);
    return this.#removals.add(commandMatcher(checked), 'unplugged', checked.times ?? 1);
  }

  inject(frame: Uint8Array | MgmtEventInput, filter: ProgramFilter = {}): void {
    this.#checks.program(filter);
    const bytes = frame instanceof Uint8Array ? frame : encodeEvent(frame);
    this.kernel.world.clock.catchUp();
    for (const socket of this.kernel.sockets) if (isFrom(filter, socket)) socket.receive(new Uint8Array(bytes));
  }

  clear(): void {
    this.#openings.clear();
    this.#sends.clear();
    this.#replies.clear();
    this.#events.clear();
    this.#removals.clear();
    this.#stalls.clear();
    this.kernel.sockets.wake();
  }

  /** A program opens its socket. Throws a `TransportError`. */
  onOpening(program: Pick<Socket, 'transport'>): void {
    const code = this.#openings.strike(program);
    if (code !== undefined) throw openError(code);
  }

  /** The status that the kernel refuses a command with, if it does. Throws `SendRefused`. */
  onSending(command: Command): Status | number | undefined {
    const effect = this.#sends.strike(command);
    if (effect === undefined) return undefined;
    if ('errno' in effect) throw new SendRefused(effect.errno);
    return effect.status;
  }

  /** A command has been accepted. */
  onAccepted(command: Command): void {
    const controller = this.kernel.controllerAt(command.index);
    if (controller === undefined || this.#removals.strike(command) === undefined) return;
    this.kernel.world.clock.after(0, () => this.kernel.unplug(controller));
  }

  /** Hands the reply to a command to its socket; false if it did not fit into the receive queue. */
  reply(command: Command, frame: Uint8Array): boolean {
    if (this.kernel.controllerAt(command.index)?.health.isSilent === true) return true;
    const effect = this.#replies.strike(command);
    if (effect === undefined) return command.socket.receive(frame);
    if (effect.delay !== Infinity) this.kernel.world.clock.after(effect.delay, () => command.socket.receive(frame));
    return true;
  }

  /** Whether an event is lost on its way to a socket. */
  loses(socket: Socket, { event, index }: Omit<EventToSocket, 'socket'>): boolean {
    return !this.#events.isEmpty && this.#events.strike({ socket, event, index }) !== undefined;
  }

  /** Whether the program with this socket reads at present. */
  isReading(socket: Socket): boolean {
    return !this.#stalls.threatens(socket);
  }
}
