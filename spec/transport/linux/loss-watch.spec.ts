import fc from 'fast-check';
import { createDropCounter } from '../../../src/transport/linux/drop-counter.js';
import { createIntake } from '../../../src/transport/linux/intake.js';
import type { Libc } from '../../../src/transport/linux/libc.js';
import { EAGAIN, fakeSystem } from '../../support/fake-system.js';
import { RUNS } from '../../support/runs.js';

const SO_MEMINFO = 55;

/** A socket that drops what comes while its buffer is full, as Linux does, and an intake that reads from it. */
function simulated(receiveBuffer: number, maxFramesPerTurn: number, batch: number) {
  const queue: Uint8Array[] = [];
  const memory = new ArrayBuffer(3_000);
  // Twice the frame and a constant: what Linux charges at most.
  const chargeOf = (length: number) => 2 * length + 2_000;
  let charged = 0;
  const told = { dropped: 0, asked: 0, reported: 0, read: 0 };
  const getsockopt: Libc['getsockopt'] = (_fd, _level, option, value) => {
    if (option === SO_MEMINFO && value instanceof Uint32Array) {
      told.asked++;
      value[1] = receiveBuffer;
      value[8] = told.dropped;
    }
    return value.byteLength;
  };
  const intake = createIntake(
    7,
    (_fd, limit) => {
      const wanted = Math.min(limit, batch);
      const frames = queue.splice(0, wanted);
      for (const { length } of frames) charged -= chargeOf(length);
      return { frames, errno: frames.length < wanted ? EAGAIN : 0 };
    },
    maxFramesPerTurn,
    createDropCounter(fakeSystem({ getsockopt }).libc),
    {
      frame: () => told.read++,
      drops: ({ total }) => (told.reported = total),
      failed: () => undefined,
    },
  );
  return {
    told,
    turn: intake.newTurn,
    isEmpty: () => queue.length === 0,
    arrive: (length: number) => {
      if (charged >= receiveBuffer) {
        told.dropped++;
        return;
      }
      charged += chargeOf(length);
      queue.push(new Uint8Array(memory, 0, length));
    },
  };
}

describe('asking what was lost', () => {
  it('misses no loss: when the socket is empty, all have been reported', () => {
    const step = fc.oneof(
      fc.record({ arrive: fc.integer({ min: 1, max: 3_000 }), times: fc.integer({ min: 1, max: 200 }) }),
      fc.constant('turn' as const),
    );
    fc.assert(
      fc.property(
        fc.array(step, { maxLength: 30 }),
        fc.integer({ min: 2_304, max: 300_000 }),
        fc.integer({ min: 1, max: 100 }),
        fc.constantFrom(1, 8, 64),
        (steps, receiveBuffer, maxFramesPerTurn, batch) => {
          const socket = simulated(receiveBuffer, maxFramesPerTurn, batch);
          const turn = () => {
            const { read } = socket.told;
            socket.turn();
            const isKnownToBeEmpty = socket.told.read - read < maxFramesPerTurn;
            if (isKnownToBeEmpty) expect(socket.told.reported).toBe(socket.told.dropped);
          };
          for (const step of steps) {
            if (step === 'turn') turn();
            else for (let i = 0; i < step.times; i++) socket.arrive(step.arrive);
          }
          while (!socket.isEmpty()) turn();
          turn();
        },
      ),
      { numRuns: RUNS },
    );
  });

  it('is done in the first turn, and then only if the buffer can have been full', () => {
    const socket = simulated(8_388_608, 256, 64);
    const asked = (frames: number) => {
      for (let i = 0; i < frames; i++) socket.arrive(50);
      const before = socket.told.asked;
      while (!socket.isEmpty()) socket.turn();
      socket.turn();
      return socket.told.asked - before;
    };
    expect([asked(1), asked(1), asked(255), asked(1_000)]).toEqual([1, 0, 0, 0]);
    // At most 4 096 bytes and four times the frame are charged for one.
    expect(asked(1_952)).toBe(0);
    expect(asked(1_953)).toBe(1);
    expect(asked(1)).toBe(0);
  });

  it('ends when the kernel does not tell', () => {
    const getsockopt = jest.fn(() => -92);
    const counter = createDropCounter(fakeSystem({ getsockopt }).libc);
    const consumer = { frame: () => undefined, drops: () => undefined, failed: () => undefined };
    const intake = createIntake(7, () => ({ frames: [new Uint8Array(60_000)], errno: EAGAIN }), 256, counter, consumer);
    for (let i = 0; i < 100; i++) intake.newTurn();
    expect(getsockopt).toHaveBeenCalledTimes(1);
  });
});
