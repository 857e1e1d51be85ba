import { OPCODES } from '../../protocol/codes.generated.js';
import { encodeEvent, encodeReply } from '../../protocol/encode.js';
import type { Status } from '../../protocol/enums/status.js';
import type { CommandName, DecodedParams, ReplyInput } from '../../protocol/tables.js';
import type { Socket } from './socket.js';

const opcodeOf = (name: CommandName): number => OPCODES[name];

/** What the kernel has received from a socket. */
export interface Received {
  readonly socket: Socket;
  /** As it was sent: a controller, or null for none. Answers carry it. */
  readonly index: number | null;
  /** The parameters on the wire. */
  readonly bytes: Uint8Array;
  /** Sends an answer on its way; false if it did not fit into the receive queue of the socket. */
  readonly reply: (call: Call, frame: Uint8Array) => boolean;
}

/** A command that a socket has sent, and the ways to answer it. */
export class Call<N extends CommandName = CommandName> {
  readonly socket: Socket;
  readonly index: number | null;
  readonly bytes: Uint8Array;

  constructor(
    private readonly received: Received,
    readonly name: N,
    readonly params: DecodedParams<N>,
  ) {
    this.socket = received.socket;
    this.index = received.index;
    this.bytes = received.bytes;
  }

  /** An answer did not fit into the receive queue of the socket. */
  #isLost = false;

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

  /** The same sender and controller with another command, in place of which it is answered. */
  as<M extends CommandName>(name: M, params: DecodedParams<M>): Call<M> {
    return new Call(this.received, name, params);
  }

  /** Whether an answer was lost, so that `send` fails, if it has not returned yet. */
  get isLost(): boolean {
    return this.#isLost;
  }

  #answer(frame: Uint8Array): void {
    if (!this.received.reply(this, frame)) this.#isLost = true;
  }
}
