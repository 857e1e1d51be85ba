import { NeighbourError } from './errors.js';
import { harmOf } from '../protocol/rules/owning.js';
import type { CommandName } from '../protocol/tables.js';
import type { Bluetoothd } from '../transport/bluetoothd.js';

/** One who sends commands beside others. */
export interface Neighbour {
  readonly owning: 'refuse' | 'allow';
  bluetoothd(): Bluetoothd;
}

/** Why a command is not sent: bluetoothd runs, and would be broken by it. Asked for owning commands only. */
export function refusalBeside(
  neighbour: Neighbour,
  command: CommandName,
  index: number | null,
  frame: Uint8Array,
): NeighbourError | undefined {
  if (neighbour.owning === 'allow') return undefined;
  const harm = harmOf(command, frame);
  if (harm === undefined) return undefined;
  const found = neighbour.bluetoothd();
  return found.state === 'running' ? new NeighbourError({ command, index }, found.pid, harm) : undefined;
}
