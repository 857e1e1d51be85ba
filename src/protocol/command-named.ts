import { noMessage } from './misspelt.js';
import type { CommandCodecs, CommandName } from './tables.js';
import { commandNames, commandCodecs, isCommandName } from './tables.js';

/** The declaration of a command. Throws a `CodecError` for a name that is none, which only untyped callers can pass. */
export function commandNamed<N extends CommandName>(name: N): CommandCodecs[N] {
  if (!isCommandName(name)) throw noMessage('command', name, commandNames.values());
  return commandCodecs()[name];
}
