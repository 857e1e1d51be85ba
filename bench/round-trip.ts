import { concatMap, lastValueFrom, range } from 'rxjs';
import { Mgmt } from 'rx-btmgmt';
import { hciSocket } from 'rx-btmgmt/linux';
import koffi from 'koffi';
import { close, pair, recv, send } from './bare-socket.js';
import { commandComplete } from './frames.js';
import type { Measurement } from './measurement.js';
import { fastest, times } from './measurement.js';

const TRIPS = 2_000;
const ROUNDS = 15;
const SET_POWERED = Uint8Array.of(0x05, 0x00, 0x00, 0x00, 0x01, 0x00, 0x01);

/** The other end: takes what was sent and answers, as the kernel does before `send` returns. */
function answer(fd: number, buffer: Uint8Array): void {
  if (recv(fd, buffer, buffer.length, 0) > 0) send(fd, commandComplete, commandComplete.length, 0);
}

interface Poll {
  close(): void;
}
const { poll } = koffi.node as unknown as { poll: (fd: number, options: object, callback: () => void) => Poll };

/** Nanoseconds of a round trip with koffi alone: send, wait for the descriptor, receive. */
function bareTrips(): Promise<number> {
  const [ours, theirs] = pair();
  const buffer = new Uint8Array(65_541);
  return new Promise((resolve) => {
    let trips = 0;
    const start = process.hrtime.bigint();
    const handle = poll(ours, { readable: true }, () => {
      // As the library does, until nothing is left.
      while (recv(ours, buffer, buffer.length, 0) > 0) trips++;
      if (trips < TRIPS) {
        trip();
        return;
      }
      const elapsed = Number(process.hrtime.bigint() - start);
      handle.close();
      close(ours);
      close(theirs);
      resolve(elapsed / TRIPS);
    });
    const trip = (): void => {
      send(ours, SET_POWERED, SET_POWERED.length, 0);
      answer(theirs, buffer);
    };
    trip();
  });
}

/** The same through the library. */
async function commands(): Promise<number> {
  const [ours, theirs] = pair();
  const buffer = new Uint8Array(65_541);
  const socket = hciSocket({ fd: ours });
  const mgmt = new Mgmt({
    frames$: socket.frames$,
    poll: () => socket.poll(),
    send: (frame) => {
      socket.send(frame);
      answer(theirs, buffer);
    },
  });
  mgmt.events$.subscribe();
  const start = process.hrtime.bigint();
  await lastValueFrom(range(TRIPS).pipe(concatMap(() => mgmt.command$('SetPowered', 0, 1))));
  const elapsed = Number(process.hrtime.bigint() - start);
  mgmt.close();
  close(ours);
  close(theirs);
  return elapsed / TRIPS;
}

export async function roundTrip(): Promise<Measurement> {
  const [ours = NaN, bare = NaN] = await fastest(ROUNDS, commands, bareTrips);
  return { what: 'command and reply : bare koffi', ratio: ours / bare, budget: 1.3, detail: times(ours, bare) };
}
