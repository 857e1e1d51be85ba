import { encodeEvent, encodeReply } from '../protocol/encode.js';
import type { Status } from '../protocol/enums/status.js';
import type { CommandName, DecodedParams, ReplyInput } from '../protocol/tables.js';
import { commands } from '../protocol/tables.js';
import type { Kernel } from './kernel.js';
import type { Socket } from './socket.js';

/** A command that a socket has sent, and the ways to answer it. */
export class Call<N extends CommandName = CommandName> {
  constructor(
    readonly socket: Socket,
    readonly name: N,
    /** As it was sent: a controller, or 0xFFFF. Answers carry it. */
    readonly index: number,
    readonly params: DecodedParams<N>,
    /** The parameters on the wire. */
    readonly bytes: Uint8Array,
  ) {}

  get kernel(): Kernel {
    return this.socket.kernel;
  }

  /** Command Complete with the return parameters, which accompany some failures, too. */
  complete(reply: ReplyInput<N>, status: Status | number = 'Success'): void {
    this.socket.receive(encodeReply(this.name, this.index, reply, status));
  }

  /** Command Complete with bytes as return parameters: failures that come with less than success does. */
  completeRaw(returnParameters: Uint8Array, status: Status | number = 'Success'): void {
    const { opcode: commandOpcode } = commands[this.name];
    this.socket.receive(
      encodeEvent({ event: 'CommandComplete', index: this.index, commandOpcode, status, returnParameters }),
    );
  }

  /** Command Status: a failure without return parameters. `as`: the command that it claims to answer. */
  status(status: Status | number, as: CommandName = this.name): void {
    const { opcode: commandOpcode } = commands[as];
    this.socket.receive(encodeEvent({ event: 'CommandStatus', index: this.index, commandOpcode, status }));
  }
}
