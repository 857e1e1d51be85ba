import type { ControllerState } from './controller-state.js';
import { OptionError } from '../protocol/option-error.js';

/**
 * Which controller is meant: whoever sits at an index (`0`, `'hci0'`), the one with an address, wherever it sits, or the first
 * one, by index, for which something is true.
 */
export type Which = number | string | ((state: ControllerState) => boolean);

const MAX_INDEX = 0xfffe;
const EXPECTED =
  "an index from 0 to 65534, such as 0 or 'hci0', an address, such as '00:1A:7D:DA:71:13', or a function";

/** The index that is meant, if it is an index. */
function indexIn(which: Which): number | undefined {
  const index = typeof which === 'string' && /^hci\d+$/.test(which) ? Number(which.slice(3)) : which;
  if (typeof index !== 'number') return undefined;
  if (Number.isInteger(index) && index >= 0 && index <= MAX_INDEX) return index;
  throw new OptionError('which', which, EXPECTED);
}

/** What is true for the controller that is meant. Throws an `OptionError` for what means none. */
export function matcherOf(which: Which): (state: ControllerState) => boolean {
  if (typeof which === 'function') return which;
  const index = indexIn(which);
  if (index !== undefined) return (state) => state.index === index;
  if (typeof which === 'string' && /^([0-9a-f]{2}:){5}[0-9a-f]{2}$/i.test(which)) {
    const address = which.toUpperCase();
    return (state) => state.address === address;
  }
  throw new OptionError('which', which, EXPECTED);
}
