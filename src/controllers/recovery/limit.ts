import { memoryOf } from './marker.js';
import type { Mgmt } from '../../mgmt/mgmt.js';

const HOUR = 3_600_000;

const recent = (mgmt: Mgmt, address: string): readonly number[] => {
  const from = mgmt.scheduler.now() - HOUR;
  return (memoryOf(mgmt).attempts.get(address) ?? []).filter((time) => time > from);
};

/** How long until a controller may be treated again, in milliseconds; 0: now. */
export function untilAllowed(mgmt: Mgmt, address: string, perHour: number): number {
  const times = recent(mgmt, address);
  if (times.length < perHour) return 0;
  // With 0 never.
  const [first = Infinity] = times.slice(times.length - perHour);
  return perHour === 0 ? Infinity : first + HOUR - mgmt.scheduler.now();
}

/** It is being treated now. */
export function noteAttempt(mgmt: Mgmt, address: string): void {
  memoryOf(mgmt).attempts.set(address, [...recent(mgmt, address), mgmt.scheduler.now()]);
}
