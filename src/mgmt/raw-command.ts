import { invalid } from '../protocol/errors.js';
import { frameOf } from '../protocol/header.js';

/** A command from its parts. Throws a `CodecError` if they do not make up a frame. */
export function rawFrame(opcode: number, index: number | null, parameters: Uint8Array): Uint8Array {
  if (!Number.isInteger(opcode) || opcode < 0 || opcode > 0xffff)
    throw invalid(opcode, 'an integer from 0 to 65535').within('opcode');
  return frameOf(opcode, index, parameters);
}
