import { Mgmt, controller, controllers } from 'rx-btmgmt';
import { createSimulator } from 'rx-btmgmt/simulator';
import { VirtualTimeScheduler } from 'rxjs';
import type { Measurement } from './measurement.js';

const CONTROLLERS = 100;
const SUBSCRIBERS = 1000;
const CHANGES = 2000;
/** Two lists, and for each controller what it is and who is connected. */
const READS = 2 + 2 * CONTROLLERS;
/** Five microseconds for each subscriber. */
const BUDGET_NS = 5_000_000;

/** Nanoseconds from a change of one controller to all who look: at the list, or at any one controller. */
export function liveControllers(): Measurement[] {
  const scheduler = new VirtualTimeScheduler(undefined, 0);
  const simulator = createSimulator({ scheduler, controllers: Array.from({ length: CONTROLLERS }, () => ({})) });
  const mgmt = new Mgmt(simulator.transport(), { scheduler });
  const pass = (milliseconds: number): void => {
    scheduler.maxFrames += milliseconds;
    scheduler.flush();
  };
  let sent = 0;
  mgmt.frames$.subscribe(({ direction }) => (sent += Number(direction === 'out')));
  let seen = 0;
  controllers(mgmt).subscribe(() => seen++);
  for (let i = 1; i < SUBSCRIBERS; i++) controller(mgmt, i % CONTROLLERS).state$.subscribe(() => seen++);
  pass(1000);
  const reads = sent;
  const other = new Mgmt(simulator.transport(), { scheduler, linger: Infinity });

  let elapsed = 0n;
  for (let change = 0; change < CHANGES; change++) {
    other.command$('SetBondable', change % CONTROLLERS, change % (2 * CONTROLLERS) < CONTROLLERS).subscribe();
    const start = process.hrtime.bigint();
    pass(10);
    elapsed += process.hrtime.bigint() - start;
  }
  other.close();
  const nanoseconds = Number(elapsed) / CHANGES;
  const who = `${CONTROLLERS} controllers, ${SUBSCRIBERS} subscribers`;
  return [
    {
      what: `${who}: reads : one set of them`,
      ratio: reads / READS,
      budget: 1,
      detail: `${reads} : ${READS} commands`,
    },
    {
      what: `${who}: a change to all who see it : 5 µs each`,
      ratio: nanoseconds / BUDGET_NS,
      budget: 1,
      detail: `${(nanoseconds / 1000).toFixed(0)} µs, ${seen} states seen`,
    },
  ];
}
