import type { Status } from '../../protocol/enums/status.js';
import type { CommandCodecs, CommandName } from '../../protocol/tables.js';
import type { Call } from '../sockets/call.js';
import type { Controller } from '../state/controller.js';
import type { Machine } from '../state/machine.js';

/** Who is asked, by the kind of index that the declaration of a command has. */
interface Targets {
  readonly controller: Controller;
  readonly none: undefined;
  readonly either: Controller | undefined;
}

/** What a command is about. */
export type Target<N extends CommandName> = Targets[CommandCodecs[N]['index']];

/** Commands that concern no controller. */
export type GlobalCommand = { [N in CommandName]: CommandCodecs[N]['index'] extends 'none' ? N : never }[CommandName];

/**
 * Does what one command asks and answers it, at once or later. It is called when the frame, the privilege, the index and the
 * length have been found to be right. Throws `SendRefused` if `send` itself is to fail.
 */
export type Handler<N extends CommandName> = (call: Call<N>, target: Target<N>, machine: Machine) => void;

/** How a command is refused. With return parameters it is a Command Complete, else a Command Status. */
export interface Refusal {
  readonly status: Status;
  readonly returnParameters?: Uint8Array;
}

/** What holds for a command before its handler is called, as mgmt_handlers in net/bluetooth/mgmt.c has it. */
export interface Rules {
  /** It needs no privilege (HCI_MGMT_UNTRUSTED). */
  readonly isForUntrusted?: true;
  /** A controller that is not configured yet takes it, too (HCI_MGMT_UNCONFIGURED). */
  readonly isForUnconfigured?: true;
  /**
   * It may be longer than its fixed part (HCI_MGMT_VAR_LEN). `'shorter'`: what is fixed for the kernel ends one octet before that
   * of the declaration.
   */
  readonly length?: 'variable' | 'shorter';
  /** Its handler does not mind octets behind the last parameter. */
  readonly toleratesMore?: true;
  /** The frame in the way that the kernel reads it, where that is not as the protocol says. */
  readonly repaired?: (frame: Uint8Array) => Uint8Array;
  /**
   * How it is refused if its parts do not fit together: a count that is too large, or something behind the last part. The handler
   * has looked at something else before it sees that. Default: Invalid Parameters.
   */
  readonly misfit?: (controller: Controller, params: Uint8Array) => Status | Refusal;
}

/** All that the kernel has for one command. */
export interface Row<N extends CommandName> extends Rules {
  readonly handle: Handler<N>;
}

/** Commands with their handlers; those with rules of their own have a row. */
export type RowsOf<N extends CommandName> = { readonly [K in N]: Handler<K> | Row<K> };
