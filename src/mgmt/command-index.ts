import { commandNamed } from '../protocol/command-named.js';
import { inMessage, invalid } from '../protocol/errors.js';
import { NON_CONTROLLER, indexOnWire } from '../protocol/header.js';
import type { CommandIndex, CommandName } from '../protocol/tables.js';

/** Throws a `CodecError` for an index that does not go with a command: the kernel would refuse it without saying why. */
export function checkIndex<N extends CommandName>(name: N, index: number | null): asserts index is CommandIndex<N> {
  const { index: kind } = commandNamed(name);
  try {
    const isNone = indexOnWire(index) === NON_CONTROLLER;
    if (kind === 'none' && !isNone) throw invalid(index, 'null: the command is about no controller').within('index');
    if (kind === 'controller' && isNone) {
      throw invalid(index, 'a controller, which the command is about: 0 is the first one, hci0').within('index');
    }
  } catch (error) {
    throw inMessage(name, error);
  }
}
