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

/** The controllers of one list by index and by address, made for the first who asks. */
interface Places {
  readonly byIndex: ReadonlyMap<number, ControllerState>;
  readonly byAddress: ReadonlyMap<string, ControllerState>;
}
const places = new WeakMap<readonly ControllerState[], Places>();

function placesOf(present: readonly ControllerState[]): Places {
  const known = places.get(present);
  if (known !== undefined) return known;
  // The first one with an address, as with a function: the addresses of those that have none are the same.
  const backwards = [...present].reverse();
  const made = {
    byIndex: new Map(present.map((state) => [state.index, state])),
    byAddress: new Map(backwards.map((state) => [state.address, state])),
  };
  places.set(present, made);
  return made;
}

/** Finds the controller that is meant. Throws an `OptionError` for what means none. */
export function finderOf(which: Which): (present: readonly ControllerState[]) => ControllerState | undefined {
  if (typeof which === 'function') return (present) => present.find((state) => which(state));
  const index = indexIn(which);
  if (index !== undefined) return (present) => placesOf(present).byIndex.get(index);
  if (typeof which === 'string' && /^([0-9a-f]{2}:){5}[0-9a-f]{2}$/i.test(which)) {
    const address = which.toUpperCase();
    return (present) => placesOf(present).byAddress.get(address);
  }
  throw new OptionError('which', which, EXPECTED);
}
