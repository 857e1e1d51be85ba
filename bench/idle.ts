import { setTimeout } from 'node:timers/promises';
import { Mgmt } from 'rx-btmgmt';
import { hciSocket } from 'rx-btmgmt/linux';
import { close, pair } from './bare-socket.js';
import type { Measurement } from './measurement.js';

const SECONDS = 3;

/** The share of a processor that an open, silent socket takes. */
export async function idle(): Promise<Measurement> {
  const [ours, theirs] = pair();
  const mgmt = new Mgmt(hciSocket({ fd: ours }));
  mgmt.events$.subscribe();
  await setTimeout(100);
  const before = process.cpuUsage();
  await setTimeout(SECONDS * 1000);
  const { user, system } = process.cpuUsage(before);
  mgmt.close();
  close(ours);
  close(theirs);
  const microseconds = user + system;
  return {
    what: 'processor time while idle : time',
    ratio: microseconds / (SECONDS * 1e6),
    budget: 0.005,
    detail: `${(microseconds / 1000).toFixed(1)} ms : ${SECONDS} s`,
  };
}
