import type { Changing, WanderingSignal } from '../device-options.js';

/** A signal whose strength is not known (HCI). */
export const UNKNOWN_RSSI = 127;
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

const clamp = (dBm: number): number => (dBm === UNKNOWN_RSSI ? dBm : Math.max(-127, Math.min(20, Math.round(dBm))));

/** The strength of a signal by the time, in whole dBm. */
export function signalOf(
  strength: Changing<number> | WanderingSignal = DEFAULT_RSSI,
  seed: number,
): (time: number) => number {
  if (typeof strength === 'number') {
    const constant = clamp(strength);
    return () => constant;
  }
  const at = typeof strength === 'function' ? strength : wander(strength, seed);
  return (time) => clamp(at(time));
}
