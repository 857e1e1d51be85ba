/** One line of the report. */
export interface Measurement {
  readonly what: string;
  /** What was measured, divided by what it is held against. */
  readonly ratio: number;
  /** The largest ratio that is allowed. */
  readonly budget: number;
  /** Both sides in their own unit, for people. */
  readonly detail: string;
}

/** The least of several runs, taken in turn so that a change of the machine's speed meets all sides alike. */
export async function fastest(
  rounds: number,
  ...sides: readonly (() => number | Promise<number>)[]
): Promise<number[]> {
  const best = sides.map(() => Infinity);
  for (let round = 0; round < rounds; round++) {
    for (const [i, side] of sides.entries()) best[i] = Math.min(best[i] ?? Infinity, await side());
  }
  return best;
}

/** Nanoseconds that one call takes, when it is called again and again. */
export function nanoseconds(calls: number, action: (i: number) => unknown): number {
  const start = process.hrtime.bigint();
  let sink: unknown;
  for (let i = 0; i < calls; i++) sink = action(i);
  const elapsed = Number(process.hrtime.bigint() - start) / calls;
  // Consuming the result keeps the compiler from leaving the work out.
  if (sink === elapsed) throw new Error('never');
  return elapsed;
}

export const times = (ours: number, theirs: number): string => `${ours.toFixed(0)} ns : ${theirs.toFixed(0)} ns`;
