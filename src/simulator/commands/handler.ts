import type { CommandName, CommandCodecs } from '../../protocol/tables.js';
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
 * length have been found to be right. Throws `SendRefused` if `send` itself shall fail.
 */
export type Handler<N extends CommandName> = (call: Call<N>, target: Target<N>, machine: Machine) => void;

/** Handlers by command, for the tables of the domains. */
export type HandlersOf<N extends CommandName> = { readonly [K in N]: Handler<K> };
