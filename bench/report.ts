import type { Measurement } from './measurement.js';

/** Prints one line. The process fails in the end if anything was over its budget. */
export function report({ what, ratio, budget, detail }: Measurement): void {
  const isOver = ratio > budget;
  if (isOver) process.exitCode = 1;
  const verdict = isOver ? 'OVER BUDGET' : 'ok';
  console.log(
    `${what.padEnd(42)} ${ratio.toFixed(3).padStart(7)}  at most ${String(budget).padEnd(5)} ${verdict}  (${detail})`,
  );
}
