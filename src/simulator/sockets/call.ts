import { encodeEvent, encodeReply } from '../../protocol/encode.js';
import type { Status } from '../../protocol/enums/status.js';
import type { CommandName, DecodedParams, ReplyInput } from '../../protocol/tables.js';
import { commandCodecs } from '../../protocol/tables.js';
import type { Kernel } from '../kernel/kernel.js';
import type { Socket } from './socket.js';

const opcodeOf = (name: CommandName): number => commandCodecs[name].opcode;

/** A command that a socket has sent, and the ways to answer it. */
export class Call<N extends CommandName = CommandName> {
  constructor(
    readonly socket: Socket,
    readonly name: N,
    /** As it was sent: a controller, or null for none. Answers carry it. */
    readonly index: number | null,
    readonly params: DecodedParams<N>,
    /** The parameters on the wire. */
    readonly bytes: Uint8Array,
  ) {}

  /** An answer did not fit into the receive queue of the socket. */
  #isLost = false;

  get kernel(): Kernel {
    return this.socket.kernel;
  }

  /** Command Complete with the return parameters, which accompany some failures, too. */
  complete(reply: ReplyInput<N>, status: Status | number = 'Success'): void {
    this.#answer(encodeReply(this.name, this.index, reply, status));
  }

  /** Command Complete with bytes as return parameters: failures that come with less than success does. */
  completeRaw(returnParameters: Uint8Array, status: Status | number = 'Success'): void {
    const { index } = this;
    const commandOpcode = opcodeOf(this.name);
    this.#answer(encodeEvent({ event: 'CommandComplete', index, commandOpcode, status, returnParameters }));
  }

  /** Command Status: a failure without return parameters. `as`: the command that it claims to answer. */
  status(status: Status | number, as: CommandName = this.name): void {
    this.#answer(encodeEvent({ event: 'CommandStatus', index: this.index, commandOpcode: opcodeOf(as), status }));
  }

  /** Whether an answer was lost, so that `send` fails, if it has not returned yet. */
  get isLost(): boolean {
    return this.#isLost;
  }

  #answer(frame: Uint8Array): void {
    if (!this.kernel.faults.reply(this, frame)) this.#isLost = true;
  }
}
