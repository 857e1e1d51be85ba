import { fstatSync, readdirSync } from 'node:fs';
import { setImmediate as loopTurned } from 'node:timers/promises';
import type { TransportBench, TransportUnderTest } from '../../../src/testing/index.js';
import { transportContract } from '../../../src/testing/index.js';
import { errnoError } from '../../../src/transport/linux/errno.js';
import { hciSocketOn } from '../../../src/transport/linux/hci-socket.js';
import type { HciSocketOptions } from '../../../src/transport/linux/index.js';
import { hciSocket } from '../../../src/transport/linux/index.js';
import { countedSystem } from '../../support/counted-system.js';
import { fakeSystem } from '../../support/fake-system.js';
import { closeSocket, closeSockets, giveAway, libc, socketPair } from '../../support/sockets.js';

jest.setTimeout(60_000);

const EAGAIN = 11;
const EAFNOSUPPORT = 97;

/** Sends over the other end of a pair, when there is room. */
async function deliver(fd: number, frame: Uint8Array): Promise<void> {
  for (;;) {
    const sent = libc.send(fd, frame);
    if (sent >= 0) return;
    if (sent !== -EAGAIN) throw errnoError('send', -sent);
    await loopTurned();
  }
}

/** Adds what has come to the other end of a pair. */
function receive(fd: number, received: Uint8Array[]): readonly Uint8Array[] {
  const buffer = new Uint8Array(100_000);
  for (let length = libc.recv(fd, buffer); length > 0; length = libc.recv(fd, buffer)) {
    received.push(buffer.slice(0, length));
  }
  return received;
}

/** How many descriptors of this process are one and the same socket. */
function descriptorsOf(fd: number): number {
  const inode = inodeOf(fd);
  return readdirSync('/proc/self/fd').filter((name) => inodeOf(Number(name)) === inode).length;
}

/** Undefined if nothing is open there. */
function inodeOf(fd: number): bigint | undefined {
  try {
    return fstatSync(fd, { bigint: true }).ino;
  } catch {
    return undefined;
  }
}

interface Given extends TransportUnderTest {
  readonly ours: number;
  readonly theirs: number;
  readonly received: Uint8Array[];
}

const given: TransportBench<Given> = {
  setUp: () => {
    const { ours, theirs } = socketPair();
    return { transport: hciSocket({ fd: ours }), ours, theirs, received: [] };
  },
  tearDown: closeSockets,
  otherEnd: {
    deliver: ({ theirs }, frame) => deliver(theirs, frame),
    received: ({ theirs, received }) => receive(theirs, received),
  },
  has: ['drops$', 'isOpen', 'poll', 'bluetoothd'],
  // It works on a duplicate of the one that it was given.
  held: ({ ours }) => descriptorsOf(ours) - 1,
  timeout: 30_000,
};

describe('A socket that was given', () => {
  for (const { name, run } of transportContract(given)) it(name, run);
});

/** A machine whose management sockets are one end of a pair each. */
interface Machine extends TransportUnderTest {
  readonly pairs: Pair[];
  readonly received: Uint8Array[];
}

interface Pair {
  readonly ours: number;
  readonly inode: bigint | undefined;
  readonly theirs: number;
}

function machine(options: HciSocketOptions = {}): Machine {
  const pairs: Pair[] = [];
  const socket = (): number => {
    const { ours, theirs } = socketPair();
    pairs.push({ ours, inode: inodeOf(ours), theirs });
    return giveAway(ours);
  };
  const system = countedSystem({ socket, bind: () => 0 });
  return { transport: hciSocketOn(() => system, options), pairs, received: [] };
}

function lastOf({ pairs }: Machine): number {
  const pair = pairs.at(-1);
  if (pair === undefined) throw new Error('no socket has been opened');
  return pair.theirs;
}

const opened: TransportBench<Machine> = {
  setUp: () => machine(),
  setUpUnopenable: () => {
    const system = fakeSystem({ socket: () => -EAFNOSUPPORT });
    return { transport: hciSocketOn(() => system, {}), pairs: [], received: [] };
  },
  tearDown: closeSockets,
  otherEnd: {
    deliver: (subject, frame) => deliver(lastOf(subject), frame),
    received: (subject) => (subject.pairs.length === 0 ? [] : receive(lastOf(subject), subject.received)),
  },
  has: ['drops$', 'isOpen', 'poll', 'another', 'bluetoothd'],
  held: ({ pairs }) => pairs.filter(({ ours, inode }) => inodeOf(ours) === inode).length,
  breakOff: (subject) => closeSocket(lastOf(subject)),
  timeout: 30_000,
};

describe('Sockets that are opened', () => {
  for (const { name, run } of transportContract(opened)) it(name, run);
});

describe('Sockets that are read two frames a turn', () => {
  const slow: TransportBench<Machine> = { ...opened, setUp: () => machine({ maxFramesPerTurn: 2 }) };
  for (const { name, run } of transportContract(slow)) it(name, run);
});
