import { Mgmt } from 'rx-btmgmt';
import { hciSocket } from 'rx-btmgmt/linux';
import { close, fill, pair, recv } from './bare-socket.js';
import { deviceFound } from './frames.js';
import type { Measurement } from './measurement.js';
import { fastest, times } from './measurement.js';

const BATCH = 10_000;
const ROUNDS = 15;

/** Nanoseconds per frame of a loop around recv. */
function bareLoop(): number {
  const [ours, theirs] = pair();
  const buffer = new Uint8Array(65_541);
  const sent = fill(theirs, deviceFound, BATCH);
  const start = process.hrtime.bigint();
  let received = 0;
  while (recv(ours, buffer, buffer.length, 0) > 0) received++;
  const elapsed = Number(process.hrtime.bigint() - start);
  close(ours);
  close(theirs);
  if (received !== sent) throw new Error(`${received} of ${sent} frames`);
  return elapsed / sent;
}

/** Nanoseconds per frame from the socket to a typed event in a subscriber. */
function typedEvents(): Promise<number> {
  const [ours, theirs] = pair();
  const sent = fill(theirs, deviceFound, BATCH);
  return new Promise((resolve) => {
    let received = 0;
    const start = process.hrtime.bigint();
    const subscription = new Mgmt(hciSocket({ fd: ours })).event$('DeviceFound').subscribe(() => {
      if (++received < sent) return;
      const elapsed = Number(process.hrtime.bigint() - start);
      subscription.unsubscribe();
      close(ours);
      close(theirs);
      resolve(elapsed / sent);
    });
  });
}

export async function receiving(): Promise<Measurement> {
  const [ours = NaN, bare = NaN] = await fastest(ROUNDS, typedEvents, bareLoop);
  return { what: 'socket to typed event : bare koffi recv', ratio: ours / bare, budget: 3, detail: times(ours, bare) };
}
