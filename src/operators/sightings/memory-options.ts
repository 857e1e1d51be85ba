import type { OptionChecks } from '../../protocol/options.js';
import { checkInteger, checkPositiveDuration } from '../../protocol/options.js';

/** How much an operator remembers. */
export interface MemoryOptions {
  /** Of how many devices, 1 to 1 000 000; of more, of those that were heard last. Default: 4096. */
  readonly maxDevices?: number;
  /** For how long after they were heard, in milliseconds. Default: an hour. */
  readonly forgetAfter?: number;
}

const MANY = 1_000_000;

export const MAX_DEVICES = 4096;
export const FORGET_AFTER = 3_600_000;

export const checkMaxDevices = (option: string, value: number): number => checkInteger(option, value, 1, MANY);

export const MEMORY_CHECKS: OptionChecks<MemoryOptions> = {
  maxDevices: checkMaxDevices,
  forgetAfter: checkPositiveDuration,
};
