import { memoryTransport } from 'rx-btmgmt';
import { Clock } from '../../../src/simulator/ground/clock.js';
import type { Program, Socket } from '../../../src/simulator/sockets/socket.js';
import type { Path } from '../../../src/simulator/sockets/sockets.js';
import { Sockets } from '../../../src/simulator/sockets/sockets.js';
import { ManualTime } from '../manual-time.js';

const INDEX_ADDED = { event: 'IndexAdded', index: 3 } as const;
const DISCOVERING = { event: 'Discovering', index: 3, addressType: ['BREDR'], discovering: true } as const;
/** Event code, index and length, as Index Added has them. */
const INDEX_ADDED_FRAME = '040003000000';

/** Sockets, and what their programs have read; `path` may hold something up. */
function socketsWorld(path: Partial<Path> = {}) {
  const time = new ManualTime();
  const clock = new Clock(time);
  const sockets = new Sockets(clock, {
    isReading: () => true,
    pass: (socket, _e, _i, bytes) => socket.receive(bytes),
    ...path,
  });
  const read: string[] = [];
  const program = (name: string, more: Partial<Program> = {}): Program => ({
    transport: memoryTransport()[0],
    trusted: true,
    receiveBuffer: 106_496,
    frame: (bytes) => void read.push(`${name}: ${Buffer.from(bytes).toString('hex')}`),
    drops: ({ dropped, total }) => void read.push(`${name} lost ${dropped} of ${total}`),
    ...more,
  });
  return { time, sockets, read, program };
}

describe('Sockets', () => {
  it('tells an event to all that get such events, in the order in which they were opened, but not to its cause', () => {
    const { time, sockets, read, program } = socketsWorld();
    expect(sockets.areOpen).toBe(false);
    const [cause] = ['cause', 'second', 'third'].map((name) => sockets.open(program(name)));
    sockets.broadcast(INDEX_ADDED, cause);
    expect(read).toEqual([]);
    time.pass(0);
    expect(read).toEqual([`second: ${INDEX_ADDED_FRAME}`, `third: ${INDEX_ADDED_FRAME}`]);
    expect(sockets.areOpen).toBe(true);
  });

  it('keeps what needs CAP_NET_ADMIN from others, and what a socket has switched off', () => {
    const { time, sockets, read, program } = socketsWorld();
    sockets.open(program('untrusted', { trusted: false }));
    sockets.open(program('without index')).groups.delete('index');
    sockets.broadcast(INDEX_ADDED);
    sockets.broadcast(DISCOVERING);
    sockets.deliver('IndexAdded', 3, Uint8Array.from(Buffer.from(INDEX_ADDED_FRAME, 'hex')));
    time.pass(0);
    expect(read.map((line) => line.slice(0, -10))).toEqual([
      'untrusted: 04',
      'untrusted: 04',
      expect.stringMatching(/^without index: 13/),
    ]);
  });

  it('hands each event to the way on which faults strike', () => {
    const passed: unknown[] = [];
    const lose = (socket: Socket): void => socket.lose();
    const { time, sockets, read, program } = socketsWorld({
      pass: (socket, event, index) => {
        passed.push([event, index]);
        lose(socket);
      },
    });
    sockets.open(program('one'));
    sockets.broadcast(INDEX_ADDED);
    time.pass(0);
    expect([passed, read]).toEqual([[['IndexAdded', 3]], ['one lost 1 of 1']]);
  });

  it('keeps frames for a program that does not read until it is woken', () => {
    const state = { reads: false };
    const { time, sockets, read, program } = socketsWorld({ isReading: () => state.reads });
    sockets.open(program('one'));
    sockets.broadcast(INDEX_ADDED);
    time.pass(1000);
    expect(read).toEqual([]);
    state.reads = true;
    sockets.wake();
    time.pass(0);
    expect(read).toEqual([`one: ${INDEX_ADDED_FRAME}`]);
  });

  it('tells nothing to a socket that was closed, not even what waits for it', () => {
    const { time, sockets, read, program } = socketsWorld();
    const socket = sockets.open(program('one'));
    sockets.broadcast(INDEX_ADDED);
    sockets.close(socket);
    sockets.close(socket);
    sockets.broadcast(INDEX_ADDED);
    time.pass(0);
    expect([read, sockets.areOpen, [...sockets]]).toEqual([[], false, []]);
  });
});
