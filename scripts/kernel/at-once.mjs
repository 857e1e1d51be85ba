import { availableParallelism } from 'node:os';

/** How many guests in virtual time run at once: each has one processor, and computes all the time. */
export const VIRTUAL_GUESTS = Math.min(3, availableParallelism());

/** How many in real time: they wait most of the time, for intervals and timeouts of controllers, but shall not wait for a processor. */
export const REAL_GUESTS = Math.min(2, availableParallelism());

/** Of those in virtual time beside others in real time: they get what those leave over, and a tenth where there is nothing. */
export const STANDING_BACK = 10;

/**
 * Does something with each of some things, with so many of them at once.
 *
 * @template T
 * @param {number} limit
 * @param {readonly T[]} things
 * @param {(thing: T) => Promise<void>} use
 */
export async function atOnce(limit, things, use) {
  const left = [...things];
  const worker = async () => {
    for (let next = left.shift(); next !== undefined; next = left.shift()) await use(next);
  };
  await Promise.all(Array.from({ length: limit }, worker));
}
