// npm run bench: what the library costs, as ratios that were measured in one run on one machine.
import { heap } from './heap.js';
import { idle } from './idle.js';
import { importTime } from './importing.js';
import { receiving } from './receiving.js';
import { roundTrip } from './round-trip.js';

let over = 0;
for (const measure of [receiving, roundTrip, importTime, idle, heap]) {
  const { what, ratio, budget, detail } = await measure();
  const verdict = ratio <= budget ? 'ok' : 'OVER BUDGET';
  if (ratio > budget) over++;
  console.log(
    `${what.padEnd(42)} ${ratio.toFixed(3).padStart(7)}  at most ${String(budget).padEnd(5)} ${verdict}  (${detail})`,
  );
}
process.exitCode = over > 0 ? 1 : 0;
