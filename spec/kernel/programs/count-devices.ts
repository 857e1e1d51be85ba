// node count-devices.js ROUNDS [one-by-one]: counts the devices that are found until discovery ends, as often as it is told. With
// one-by-one in a process that must read each frame with a call of its own. (The filter that makes it so adds a little to each
// call.) Prints "ready", and each time what it took, as JSON.
import koffi from 'koffi';
import { Mgmt } from 'rx-btmgmt';
import { hciSocket } from 'rx-btmgmt/linux';
import { denyRecvmmsg } from '../../support/deny-recvmmsg.js';

export interface Counted {
  readonly found: number;
  readonly lost: number;
  /** Of processor time, for all. */
  readonly microseconds: number;
  /** Reports in a second. */
  readonly rate: number;
}

if (process.argv[3] === 'one-by-one') denyRecvmmsg(koffi);

const mgmt = new Mgmt(hciSocket());
let rounds = Number(process.argv[2]);
let before: NodeJS.CpuUsage | undefined;
let [found, lost, firstAt] = [0, 0, 0];
mgmt.drops$.subscribe(({ dropped }) => (lost += dropped));
mgmt.event$('DeviceFound').subscribe(() => {
  found += 1;
  if (before === undefined) {
    before = process.cpuUsage();
    firstAt = performance.now();
  }
});
mgmt.event$('Discovering').subscribe(({ discovering }) => {
  if (discovering || found === 0) return;
  const { user, system } = process.cpuUsage(before);
  const rate = found / ((performance.now() - firstAt) / 1000);
  // The last losses are told after the frames of this turn.
  setImmediate(() => {
    console.log(JSON.stringify({ found, lost, microseconds: user + system, rate } satisfies Counted));
    [found, lost, before] = [0, 0, undefined];
    if (--rounds === 0) mgmt.close();
  });
});
console.log('ready');
