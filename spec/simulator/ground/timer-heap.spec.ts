import { TimerHeap } from '../../../src/simulator/ground/timer-heap.js';

interface Entry {
  readonly time: number;
  readonly order: number;
}

/** Pushes entries at these times, and takes all out again. */
function sorted(times: readonly number[]): Entry[] {
  const heap = new TimerHeap<Entry>();
  times.forEach((time, order) => heap.push({ time, order }));
  return times.map(() => heap.pop()!);
}

describe('TimerHeap', () => {
  it('is empty at first', () => {
    const heap = new TimerHeap();
    expect(heap.first).toBeUndefined();
    expect(heap.pop()).toBeUndefined();
  });

  it('gives the earliest first, and those of one time in the order in which they came', () => {
    expect(sorted([30, 10, 20, 10])).toEqual([
      { time: 10, order: 1 },
      { time: 10, order: 3 },
      { time: 20, order: 2 },
      { time: 30, order: 0 },
    ]);
  });

  it('sorts whatever is put in', () => {
    // A shuffle that is always the same, with equal times in it.
    const times = Array.from({ length: 101 }, (_, n) => ((n * 37) % 101) % 17);
    const taken = sorted(times);
    const expected = times.map((time, order) => ({ time, order })).sort((a, b) => a.time - b.time || a.order - b.order);
    expect(taken).toEqual(expected);
  });

  it('stays in order when some are taken in between', () => {
    const heap = new TimerHeap<Entry>();
    for (const time of [5, 3, 8]) heap.push({ time, order: 0 });
    expect(heap.pop()?.time).toBe(3);
    heap.push({ time: 1, order: 1 });
    heap.push({ time: 9, order: 2 });
    expect([heap.pop(), heap.pop(), heap.pop(), heap.pop(), heap.pop()].map((entry) => entry?.time)).toEqual([
      1,
      5,
      8,
      9,
      undefined,
    ]);
  });
});
