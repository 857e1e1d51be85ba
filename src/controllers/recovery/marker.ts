import { BehaviorSubject } from 'rxjs';
import type { Mgmt } from '../../mgmt/mgmt.js';
import { OptionError } from '../../protocol/option-error.js';
import { hasFunctions } from '../../protocol/options.js';

/**
 * Remembers which controllers were switched off to recover them, so that they are switched on again whatever happens in between.
 * `powerMarker` of rx-btmgmt/linux remembers it in files, for programs that end in between.
 */
export interface PowerMarker {
  /** Whether it was switched off, and not yet on again. */
  readonly has: (address: string) => boolean;
  /** It is going to be switched off. What this throws keeps it on. */
  readonly set: (address: string) => void;
  /** It is on again. */
  readonly clear: (address: string) => void;
}

/** What is remembered of the controllers of one client, by address, while this program runs. */
interface Memory {
  readonly off: Set<string>;
  /** When something was tried that is limited. */
  readonly attempts: Map<string, readonly number[]>;
  /** Those that are being recovered now, and how far each is. */
  readonly busy$: BehaviorSubject<ReadonlyMap<string, RecoveryPhase>>;
}

/** It is switched off and on; or that is over, and what comes of it is waited for. */
export type RecoveryPhase = 'Step' | 'Proof';

/** A controller that is being recovered. */
export interface Occupation {
  readonly enter: (phase: RecoveryPhase) => void;
  readonly leave: () => void;
}

const memories = new WeakMap<Mgmt, Memory>();

export function memoryOf(mgmt: Mgmt): Memory {
  const memory = memories.get(mgmt) ?? {
    off: new Set(),
    attempts: new Map(),
    busy$: new BehaviorSubject<ReadonlyMap<string, RecoveryPhase>>(new Map()),
  };
  memories.set(mgmt, memory);
  return memory;
}

/** Remembers it here, and with what was given besides. */
export function markerOf(mgmt: Mgmt, given: PowerMarker | undefined): PowerMarker {
  const { off } = memoryOf(mgmt);
  return {
    has: (address) => off.has(address) || given?.has(address) === true,
    set: (address) => {
      given?.set(address);
      off.add(address);
    },
    clear: (address) => {
      off.delete(address);
      given?.clear(address);
    },
  };
}

/** Notes that a controller is being recovered, until it is left. `undefined`: it is already. */
export function occupy(mgmt: Mgmt, address: string): Occupation | undefined {
  const { busy$ } = memoryOf(mgmt);
  if (busy$.value.has(address)) return undefined;
  const enter = (phase: RecoveryPhase): void => busy$.next(new Map([...busy$.value, [address, phase]]));
  enter('Step');
  return {
    enter,
    leave: () => busy$.next(new Map([...busy$.value].filter(([other]) => other !== address))),
  };
}

export function checkMarker(option: string, marker: PowerMarker): void {
  if (hasFunctions(marker, 'has', 'set', 'clear')) return;
  throw new OptionError(option, marker, 'a marker, such as powerMarker() of rx-btmgmt/linux');
}
