// npm run bench: what the library costs, as ratios that were measured in one run on one machine.
import { bridged } from './bridge.js';
import { bystanders, commands } from './commands.js';
import { liveControllers } from './controllers.js';
import { decoding } from './decoding.js';
import { heap } from './heap.js';
import { idle } from './idle.js';
import { importTime } from './importing.js';
import { receiving } from './receiving.js';
import { report } from './report.js';
import { roundTrip } from './round-trip.js';
import { scanning } from './scanning.js';
import { simulatedEvents, simulatedHour } from './simulator.js';

for (const measure of [
  receiving,
  roundTrip,
  commands,
  bystanders,
  importTime,
  idle,
  simulatedEvents,
  simulatedHour,
  liveControllers,
  scanning,
  bridged,
  heap,
])
  for (const measurement of [await measure()].flat()) report(measurement);

for await (const measurement of decoding()) report(measurement);
