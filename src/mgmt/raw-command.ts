import type { CommandLabel } from './errors.js';
import { invalid } from '../protocol/errors.js';
import { frameOf } from '../protocol/header.js';
import { commandNames } from '../protocol/tables.js';

/** A command as errors call it: by its name, or the opcode if it has none. */
export function labelOf(opcode: number): CommandLabel {
  return commandNames.get(opcode) ?? `0x${opcode.toString(16).padStart(4, '0')}`;
}

/** A command from its parts. Throws a `CodecError` if they do not make up a frame. */
export function rawFrame(opcode: number, index: number | null, parameters: Uint8Array): Uint8Array {
  if (!Number.isInteger(opcode) || opcode < 0 || opcode > 0xffff)
    throw invalid(opcode, 'an integer from 0 to 65535').within('opcode');
  return frameOf(opcode, index, parameters);
}
