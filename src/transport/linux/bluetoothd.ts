import type { Bluetoothd } from '../bluetoothd.js';
import { managementPrograms } from './monitor-channel.js';
import { processesNamed, type Processes } from './processes.js';
import { loadSystem } from './system.js';
import { unlessFailed } from './unless-failed.js';

const NAME = 'bluetoothd';

/**
 * How long an answer is believed, in milliseconds. Looking takes some milliseconds where there are many processes, and programs that
 * load their keys send several commands that need it; a person starts or stops a service less often.
 */
const BELIEVED = 1000;

/** Where one can see who else uses Bluetooth. */
export interface Sights {
  /** Names of the programs that have the management channel open; undefined: that may not be asked. */
  readonly programs: () => ReadonlySet<string> | undefined;
  readonly processes: () => Processes;
}

const HERE: Sights = {
  programs: () => {
    // Without koffi there is still /proc.
    const libc = unlessFailed(() => loadSystem().libc);
    return libc === undefined ? undefined : managementPrograms(libc);
  },
  processes: () => processesNamed(NAME),
};

/**
 * Looks whether BlueZ's daemon, bluetoothd, runs and shares the controllers of this machine, without D-Bus: in what the kernel says of
 * who has the management channel open, with CAP_NET_RAW, also for daemons in other containers; and in /proc. An answer is
 * believed for a second. Never throws.
 */
export const findBluetoothd: () => Bluetoothd = /* @__PURE__ */ believing(() => lookForBluetoothd(HERE), performance);

/**
 * Asks again only after the last answer is too old.
 * @internal
 */
export function believing(look: () => Bluetoothd, clock: { now(): number }): () => Bluetoothd {
  let last: { readonly seen: Bluetoothd; readonly time: number } | undefined;
  return () => {
    const now = clock.now();
    if (last === undefined || now - last.time >= BELIEVED) last = { seen: look(), time: now };
    return last.seen;
  };
}

/**
 * The same with given eyes.
 * @internal
 */
export function lookForBluetoothd({ programs, processes }: Sights): Bluetoothd {
  const known = programs();
  const { pids, hidden } = processes();
  const [pid] = pids;
  if (pid !== undefined) return { state: 'running', pid };
  if (known !== undefined) return { state: known.has(NAME) ? 'running' : 'absent' };
  if (hidden === undefined) return { state: 'absent' };
  return { state: 'unknown', reason: `${hidden}, and without CAP_NET_RAW the kernel does not say who uses Bluetooth` };
}
