import { EVENT_CODES, OPCODES } from '../../../protocol/codes.generated.js';
import { decodeCommand, decodeEvent } from '../../../protocol/decode.js';
import { encodeEvent, encodeReply } from '../../../protocol/encode.js';
import type { OptionChecks } from '../../../protocol/options.js';
import { checkDuration, checkFunction, checkNames, checkOptions } from '../../../protocol/options.js';
import type { CommandName, EventName, MgmtEventInput, ReplyInput } from '../../../protocol/tables.js';
import { commandCodecs } from '../../../protocol/tables.js';
import { FilterChecks, checkKnown } from '../../options/checks/filters.js';
import type { Command } from '../faults/kernel-faults.js';
import type { Transport } from '../../../transport/transport.js';
import type { Clock } from '../../ground/clock.js';
import type { Socket } from '../../sockets/socket.js';
import { Interceptions } from './interceptions.js';
import type {
  DelayedEvent,
  InterceptedReply,
  Interception,
  InterceptionFilter,
  SimulatorInterception,
} from '../../options/simulator-interception.js';

/** The handlers of all names: each is called with what it was given for only. */
type CommandHandler = (command: never, nth: number) => InterceptedReply | undefined;
type EventHandler = (event: never, nth: number) => MgmtEventInput | DelayedEvent | undefined;

const REPLY: OptionChecks<InterceptedReply> = {
  // Both are what the codec says they are.
  status: () => undefined,
  returnParameters: () => undefined,
  delay: checkDuration,
};

const interceptable = Object.fromEntries(
  Object.entries(EVENT_CODES).filter(([name]) => name !== 'CommandComplete' && name !== 'CommandStatus'),
);

const isSuccess = (status: InterceptedReply['status']): boolean => status === 'Success' || status === 0;

/** The interceptions of a simulated kernel. */
export class KernelInterception implements SimulatorInterception {
  readonly #commands = new Interceptions<CommandHandler>();
  readonly #events = new Interceptions<EventHandler>();
  readonly #checks = new FilterChecks((transport) => this.transports.has(transport));

  constructor(
    private readonly clock: Clock,
    /** Those of the programs on this kernel. */
    private readonly transports: { has(transport: Transport): boolean },
  ) {}

  command(
    name: CommandName | readonly CommandName[],
    handler: CommandHandler,
    filter: InterceptionFilter = {},
  ): Interception {
    checkKnown('name', name, OPCODES, 'the name of a command');
    checkFunction('handler', handler);
    return this.#commands.add(name, handler, this.#checks.indexed(filter));
  }

  event(name: EventName | readonly EventName[], handler: EventHandler, filter: InterceptionFilter = {}): Interception {
    checkKnown('name', name, interceptable, 'the name of an event that is no answer');
    checkFunction('handler', handler);
    return this.#events.add(name, handler, this.#checks.indexed(filter));
  }

  clear(): void {
    this.#commands.clear();
    this.#events.clear();
  }

  /**
   * The frame of the answer that a test gives in place of the kernel, with the delay after which it comes; undefined if none does.
   * Throws what the test throws, and `OptionError` or `CodecError` for an answer that is none.
   */
  answerTo(command: Command, frame: Uint8Array): { readonly frame: Uint8Array; readonly delay: number } | undefined {
    if (this.#commands.isEmpty) return undefined;
    const decoded = decodeCommand(frame.slice());
    if (!('params' in decoded)) return undefined;
    for (const [handler, nth] of this.#commands.asked(command)) {
      const reply = handler(decoded as never, nth);
      if (reply === undefined) continue;
      const { delay = 0 } = checkOptions(reply, REPLY, `the answer to ${decoded.command}`);
      return { frame: replyFrame(decoded, reply), delay };
    }
    return undefined;
  }

  /** Hands an event to a socket, as the tests have it. The frame stays with the caller. */
  deliver(socket: Socket, name: string, index: number | null, frame: Uint8Array): void {
    const receive = (bytes: Uint8Array): void => void socket.receive(bytes);
    if (this.#events.isEmpty) return receive(frame.slice());
    for (const [handler, nth] of this.#events.asked({ socket, name, index })) {
      try {
        const result = handler(decodeEvent(frame.slice()) as never, nth);
        if (result === undefined) return;
        const { delay, bytes } = outcomeOf(name, result, frame);
        if (delay === 0) receive(bytes);
        else if (delay !== Infinity) this.clock.after(delay, () => receive(bytes));
        return;
      } catch (error) {
        // Here it would keep the event from other programs, and the kernel from going on.
        this.clock.report(error);
      }
      break;
    }
    receive(frame.slice());
  }
}

function replyFrame(
  { command, index, params }: { command: CommandName; index: number | null; params: object },
  { status = 'Success', returnParameters }: InterceptedReply,
): Uint8Array {
  const { opcode: commandOpcode, reply } = commandCodecs()[command];
  if (returnParameters === undefined && !isSuccess(status)) {
    return encodeEvent({ event: 'CommandStatus', index, commandOpcode, status });
  }
  const echoed = Object.entries(params).filter(([field]) => reply.names.includes(field));
  const values = { ...Object.fromEntries(echoed), ...returnParameters } as ReplyInput<CommandName>;
  return encodeReply(command, index, values, status);
}

/** What a handler wants: an event at once, or a delay. */
function outcomeOf(
  name: string,
  result: MgmtEventInput | DelayedEvent,
  frame: Uint8Array,
): { delay: number; bytes: Uint8Array } {
  if (!('delay' in result)) return { delay: 0, bytes: encodeEvent(result) };
  const path = `what becomes of ${name}`;
  checkNames(result, ['delay', 'event'], path);
  const { delay, event } = result;
  checkDuration(`${path}.delay`, delay);
  return { delay, bytes: event === undefined ? frame.slice() : encodeEvent(event) };
}
