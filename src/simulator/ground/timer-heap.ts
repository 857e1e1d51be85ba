/** Something that is due at a time. Of equal times the one with the lower order comes first. */
export interface Due {
  readonly time: number;
  readonly order: number;
}

/** Something to be done at a time, in the order in which it was put in. */
export interface Timer extends Due {
  work: (() => void) | undefined;
}

const isBefore = (a: Due, b: Due): boolean => a.time < b.time || (a.time === b.time && a.order < b.order);

/** A binary heap of timers, or of other things with a time: the earliest is always on top. */
export class TimerHeap<T extends Due = Timer> {
  readonly #timers: T[] = [];

  get first(): T | undefined {
    return this.#timers[0];
  }

  push(timer: T): void {
    const timers = this.#timers;
    let at = timers.push(timer) - 1;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (!isBefore(timer, timers[parent]!)) break;
      timers[at] = timers[parent]!;
      at = parent;
    }
    timers[at] = timer;
  }

  pop(): T | undefined {
    const timers = this.#timers;
    const first = timers[0];
    const last = timers.pop();
    if (first === undefined || last === undefined || first === last) return first;
    let at = 0;
    for (let child = 1; child < timers.length; child = 2 * at + 1) {
      if (child + 1 < timers.length && isBefore(timers[child + 1]!, timers[child]!)) child++;
      if (!isBefore(timers[child]!, last)) break;
      timers[at] = timers[child]!;
      at = child;
    }
    timers[at] = last;
    return first;
  }
}
