// npm run bench: what the library costs, as ratios that were measured in one run on one machine.
import { decoding } from './decoding.js';
import { heap } from './heap.js';
import { idle } from './idle.js';
import { importTime } from './importing.js';
import type { Measurement } from './measurement.js';
import { receiving } from './receiving.js';
import { roundTrip } from './round-trip.js';

let over = 0;

function report({ what, ratio, budget, detail }: Measurement): void {
  const verdict = ratio <= budget ? 'ok' : 'OVER BUDGET';
  if (ratio > budget) over++;
  console.log(
    `${what.padEnd(42)} ${ratio.toFixed(3).padStart(7)}  at most ${String(budget).padEnd(5)} ${verdict}  (${detail})`,
  );
}

for await (const measurement of decoding()) report(measurement);
for (const measure of [receiving, roundTrip, importTime, idle, heap]) report(await measure());
process.exitCode = over > 0 ? 1 : 0;
