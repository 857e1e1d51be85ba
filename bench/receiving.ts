import { Mgmt } from 'rx-btmgmt';
import { hciSocket } from 'rx-btmgmt/linux';
import { close, fill, pair, recv } from './bare-socket.js';
import { compileLoop } from './c-loop.js';
import { deviceFound } from './frames.js';
import type { Measurement } from './measurement.js';
import { times } from './measurement.js';

const BATCH = 2_000;
const ROUNDS = 8;
/** How often ours and koffi's are measured in a round, in turn. */
const REPEATS = 5;

/** From there on system calls are dear, in nanoseconds of a `recv` in C: mitigations, virtual machines, small boards. */
const DEAR = 1_000;

/** A socket in which so many frames wait, at least: all are Device Found, but for a few. */
export interface Filled {
  readonly fd: number;
  readonly events: number;
  close(): void;
}

/** So many sockets that are filled alike. */
export type Filling = (sockets: number) => Promise<Filled[]>;

/** One end of a pair of sockets, which any machine has. */
function filledPair(): Filled {
  const [ours, theirs] = pair();
  const events = fill(theirs, deviceFound, BATCH);
  const closeBoth = () => {
    close(ours);
    close(theirs);
  };
  return { fd: ours, events, close: closeBoth };
}

const filledPairs: Filling = (sockets) => Promise.resolve(Array.from({ length: sockets }, filledPair));

/** Nanoseconds per frame of a loop around recv. */
function bareLoop({ fd, events }: Filled): number {
  const buffer = new Uint8Array(65_541);
  const start = process.hrtime.bigint();
  let received = 0;
  while (recv(fd, buffer, buffer.length, 0) > 0) received++;
  const elapsed = Number(process.hrtime.bigint() - start);
  if (received < events) throw new Error(`koffi got ${received} of ${events} frames.`);
  return elapsed / received;
}

/** Nanoseconds per frame from the socket to a typed event in a subscriber. */
function typedEvents({ fd, events }: Filled): Promise<number> {
  return new Promise((resolve) => {
    let received = 0;
    const mgmt = new Mgmt(hciSocket({ fd }));
    mgmt.event$('DeviceFound').subscribe(() => {
      if (++received < events) return;
      const elapsed = Number(process.hrtime.bigint() - start);
      resolve(elapsed / events);
      // Frees the descriptor for the next one at once.
      mgmt.close();
    });
    // Opening is no part of it: the others find their sockets open. Nothing arrives before the event loop turns.
    const start = process.hrtime.bigint();
  });
}

/** What an event costs on its way to a subscriber, against reading its frame in C and with koffi alone. */
export async function receiving(filling: Filling = filledPairs, rounds = ROUNDS): Promise<readonly Measurement[]> {
  const inC = compileLoop();
  if (inC === undefined) console.log('No C compiler (cc): receiving is held against koffi only.');
  const best = { ours: Infinity, koffi: Infinity, c: Infinity };
  for (let round = 0; round < rounds; round++) {
    const sockets = await filling(2 * REPEATS + 1);
    const measure = async (side: keyof typeof best, take: (socket: Filled) => number | Promise<number>) => {
      const socket = sockets.shift();
      if (socket === undefined) throw new Error('Too few sockets.');
      best[side] = Math.min(best[side], await take(socket));
      socket.close();
    };
    // The first that runs after a process was started pays for that: its memory was shared with the child.
    await measure('c', ({ fd, events }) => inC?.(fd, events) ?? NaN);
    for (let i = 0; i < REPEATS; i++) {
      await measure('ours', typedEvents);
      await measure('koffi', bareLoop);
    }
  }
  const { ours, koffi, c } = best;
  const isDear = (inC === undefined ? koffi : c) > DEAR;
  const to = (what: string, theirs: number, budget: number): Measurement => ({
    what: `socket to typed event : ${what}`,
    ratio: ours / theirs,
    budget,
    detail: times(ours, theirs),
  });
  const toKoffi = to('bare koffi recv', koffi, isDear ? 0.6 : 3);
  return inC === undefined ? [toKoffi] : [to('recv in C', c, isDear ? 1 : 2.5), toKoffi];
}
