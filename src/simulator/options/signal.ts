import { OptionError } from '../../protocol/option-error.js';
import { UNKNOWN_RSSI } from '../ground/rssi.js';
import type { Changing, WanderingSignal } from './device-options.js';

const DEFAULT_RSSI = -60;

/** From -1 to 1, always the same for the same numbers: the finish of Murmur3, by Austin Appleby. */
function scatter(seed: number, at: number): number {
  let hash = Math.imul(seed ^ Math.imul(at, 0x9e3779b1), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) / 0x7fffffff - 1;
}

/** Goes from one scattered value to the next, so that it can be told for any time without going there step by step. */
function wander({ around, spread = 10, period = 4000 }: WanderingSignal, seed: number): (time: number) => number {
  let step = NaN;
  let from = 0;
  let to = 0;
  return (time) => {
    const now = Math.floor(time / period);
    if (now !== step) {
      step = now;
      from = scatter(seed, step);
      to = scatter(seed, step + 1);
    }
    return around + spread * (from + (to - from) * (time / period - step));
  };
}

/** What HCI can say (Core Specification, volume 4, part E, 7.7.65.2), in dBm. */
export const WEAKEST = -127;
export const STRONGEST = 20;

const isUnknown = (dBm: number): boolean => dBm === UNKNOWN_RSSI || Number.isNaN(dBm);
const clamp = (dBm: number): number => Math.max(WEAKEST, Math.min(STRONGEST, Math.round(dBm)));

/** A strength in whole dBm, as HCI says it; what is out of its range is at its end. @throws OptionError */
export function strengthOf(option: string, dBm: number): number {
  if (typeof dBm !== 'number') throw new OptionError(option, dBm, 'a number of dBm');
  return isUnknown(dBm) ? UNKNOWN_RSSI : clamp(dBm);
}

/** A strength that stays, and that can be. @throws OptionError */
export function checkStrength(option: string, dBm: number): void {
  if (typeof dBm === 'number' && (isUnknown(dBm) || (dBm >= WEAKEST && dBm <= STRONGEST))) return;
  throw new OptionError(option, dBm, `a number from ${WEAKEST} to ${STRONGEST}, or 127 or NaN if it is not known`);
}

/** The strength of a signal by the time, in whole dBm. */
export function signalOf(
  strength: Changing<number> | WanderingSignal = DEFAULT_RSSI,
  seed: number,
): (time: number) => number {
  if (typeof strength === 'number') {
    const constant = strengthOf('rssi', strength);
    return () => constant;
  }
  const at = typeof strength === 'function' ? strength : wander(strength, seed);
  return (time) => strengthOf(`rssi(${time})`, at(time));
}
