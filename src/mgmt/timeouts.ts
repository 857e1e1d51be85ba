import type { CommandLabel } from './errors.js';

/** Most replies are there at once; HCI commands take up to 2 s each (HCI_CMD_TIMEOUT), several of them make one command. */
const DEFAULT = 10_000;

/** Commands that take longer: loading firmware, and a person who looks for a PIN. */
const SLOW: Readonly<Record<string, number>> = { SetPowered: 30_000, PairDevice: 60_000 };

export function defaultTimeout(command: CommandLabel): number {
  return SLOW[command] ?? DEFAULT;
}

/** Throws a RangeError for what is not a positive number of milliseconds. */
export function checkTimeout(timeout: number | undefined): number | undefined {
  if (timeout !== undefined && !(timeout > 0)) {
    throw new RangeError(`timeout: ${String(timeout)} is not a positive number of milliseconds, or Infinity`);
  }
  return timeout;
}
