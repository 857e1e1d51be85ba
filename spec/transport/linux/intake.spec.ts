import { createDropCounter } from '../../../src/transport/linux/drop-counter.js';
import { type Consumer, createIntake } from '../../../src/transport/linux/intake.js';
import type { Reading } from '../../../src/transport/linux/frame-reader.js';
import { EAGAIN, fakeSystem } from '../../support/fake-system.js';
import { frame, thrownBy } from '../../support/hci.js';

const turn = () => new Promise((done) => setImmediate(done));

/** An intake that reads these, one after the other. */
function intakeOf(readings: Reading[], consumer: Partial<Consumer>, maxFramesPerTurn = 256) {
  const nothing = { frame: () => undefined, drops: () => undefined, failed: () => undefined };
  const read = () => readings.shift() ?? { frames: [], errno: EAGAIN };
  return createIntake(7, read, maxFramesPerTurn, createDropCounter(fakeSystem().libc), { ...nothing, ...consumer });
}

describe('taking in frames', () => {
  it('goes on with what was read, in the next turn, when a consumer throws', async () => {
    const seen: number[] = [];
    const intake = intakeOf([{ frames: [frame(1), frame(2), frame(3)], errno: EAGAIN }], {
      frame: ([n = 0]) => {
        seen.push(n);
        if (n === 1) throw new Error('from a consumer');
      },
    });
    expect(thrownBy(() => intake.newTurn())).toEqual(new Error('from a consumer'));
    expect(seen).toEqual([1]);
    await turn();
    expect(seen).toEqual([1, 2, 3]);
  });

  it('delivers nothing any more once it has ended, and returns what it had', async () => {
    const seen: number[] = [];
    const ended: unknown[] = [];
    const intake = intakeOf([{ frames: [frame(1), frame(2), frame(3)], errno: 0 }], {
      frame: ([n = 0]) => {
        seen.push(n);
        ended.push(intake.end());
      },
    });
    intake.newTurn();
    intake.newTurn();
    intake.drain();
    await turn();
    expect([seen, ended]).toEqual([[1], [[frame(2), frame(3)]]]);
  });

  it('reads again after a signal', () => {
    const seen: number[] = [];
    const readings = [
      { frames: [], errno: 4 },
      { frames: [frame(1)], errno: EAGAIN },
    ];
    intakeOf(readings, { frame: ([n = 0]) => seen.push(n) }).newTurn();
    expect([seen, readings]).toEqual([[1], []]);
  });

  it('tells what went wrong, with the error number', () => {
    const failed = jest.fn();
    intakeOf([{ frames: [], errno: 104 }], { failed }).newTurn();
    expect(failed.mock.calls).toEqual([[expect.objectContaining({ code: 'ECONNRESET', syscall: 'recv', errno: 104 })]]);
  });
});

describe('looking for what has come', () => {
  it('delivers it at once', () => {
    const seen: number[] = [];
    const intake = intakeOf([{ frames: [frame(1)], errno: EAGAIN }], { frame: ([n = 0]) => seen.push(n) });
    intake.drain();
    expect(seen).toEqual([1]);
  });

  it('from within a delivery changes nothing: frames stay in order', () => {
    const seen: number[] = [];
    const readings = [
      { frames: [frame(1), frame(2)], errno: 0 },
      { frames: [frame(3)], errno: EAGAIN },
    ];
    const intake = intakeOf(readings, {
      frame: ([n = 0]) => {
        intake.drain();
        seen.push(n);
      },
    });
    intake.newTurn();
    expect(seen).toEqual([1, 2, 3]);
  });

  it('counts as part of the turn: maxFramesPerTurn holds for both', () => {
    const seen: number[] = [];
    const one = (n: number) => ({ frames: [frame(n)], errno: 0 });
    const intake = intakeOf([one(1), one(2), one(3), one(4), one(5)], { frame: ([n = 0]) => seen.push(n) }, 2);
    intake.newTurn();
    intake.drain();
    expect(seen).toEqual([1, 2]);
    intake.newTurn();
    expect(seen).toEqual([1, 2, 3, 4]);
  });
});
