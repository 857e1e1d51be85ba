import { commandNamed } from '../protocol/command-named.js';
import { encodeCommand } from '../protocol/encode.js';
import { inMessage, inSecretMessage, invalid } from '../protocol/errors.js';
import { NON_CONTROLLER, indexOnWire } from '../protocol/header.js';
import { checkSendable } from '../protocol/rules/unsendable.js';
import { commandSecrets } from '../protocol/secrets.js';
import type { CommandIndex, CommandName, Params } from '../protocol/tables.js';

/** Throws a `CodecError` for an index that does not go with a command: the kernel would refuse it without saying why. */
function checkIndex<N extends CommandName>(name: N, index: number | null): asserts index is CommandIndex<N> {
  const { index: kind } = commandNamed(name);
  try {
    const isNone = indexOnWire(index) === NON_CONTROLLER;
    if (kind === 'none' && !isNone) throw invalid(index, 'null: the command is about no controller').within('index');
    if (kind === 'controller' && isNone) {
      throw invalid(index, 'a controller, which the command is about: 0 is the first one, hci0').within('index');
    }
  } catch (error) {
    throw commandSecrets.has(name) ? inSecretMessage(name, error) : inMessage(name, error);
  }
}

/**
 * A command as a frame that is worth sending. The codec writes whatever a kernel can read; this refuses, too, what the kernel would
 * refuse or ignore without saying why. Throws a `CodecError`.
 */
export function sendableFrame<N extends CommandName>(name: N, index: number | null, params: Params<N>): Uint8Array {
  checkIndex(name, index);
  const frame = encodeCommand(name, index, params);
  checkSendable(name, frame);
  return frame;
}
