import type { CommandName } from './tables.js';
import { commandNames } from './tables.js';

/** A command as errors and logs call it: by its name, or the opcode if it has none. */
export function labelOf(opcode: number): CommandName | `0x${string}` {
  return commandNames.get(opcode) ?? `0x${opcode.toString(16).padStart(4, '0')}`;
}
