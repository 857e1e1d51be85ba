import { VirtualTimeScheduler } from 'rxjs';
import { after, scheduleAfter } from '../../src/transport/schedule-after.js';

const DAY = 24 * 60 * 60 * 1000;

/** When it was done, in milliseconds of virtual time. */
function timesOf(schedule: (scheduler: VirtualTimeScheduler, done: () => void) => void, until = 400 * DAY): number[] {
  const scheduler = new VirtualTimeScheduler(undefined, until);
  const times: number[] = [];
  schedule(scheduler, () => times.push(scheduler.now()));
  scheduler.flush();
  return times;
}

describe('scheduleAfter', () => {
  for (const delay of [0, 1, 500, 2 ** 31 - 1, 2 ** 31, 2 ** 31 + 1, 365 * DAY]) {
    it(`waits ${delay} ms`, () => {
      expect(timesOf((scheduler, done) => scheduleAfter(scheduler, done, delay))).toEqual([delay]);
    });
  }

  it('never comes after Infinity', () => {
    // Virtual time without an end: a chain of timers would never let it come to one.
    expect(timesOf((scheduler, done) => scheduleAfter(scheduler, done, Infinity), Infinity)).toEqual([]);
  });

  it('leaves virtual time alone that shall wait for ever', () => {
    expect(timesOf((scheduler, done) => scheduleAfter(scheduler, done, Infinity), Infinity)).toEqual([]);
  });

  it('can be taken back after its first timer', () => {
    const times = timesOf((scheduler, done) => {
      const long = scheduleAfter(scheduler, done, 100 * DAY);
      scheduler.schedule(() => long.unsubscribe(), 50 * DAY);
    });
    expect(times).toEqual([]);
  });

  it('asks no timer for more than 31 bits', () => {
    const delays: number[] = [];
    const scheduler = new VirtualTimeScheduler(undefined, 400 * DAY);
    const schedule = scheduler.schedule.bind(scheduler);
    scheduler.schedule = (work, delay = 0, state) => {
      delays.push(delay);
      return schedule(work, delay, state);
    };
    after(30 * DAY, scheduler).subscribe();
    scheduler.flush();
    expect(Math.max(...delays)).toBeLessThanOrEqual(2 ** 31 - 1);
  });
});

describe('after', () => {
  it('emits once and completes', () => {
    const said: unknown[] = [];
    timesOf((scheduler) => {
      after(30 * DAY, scheduler).subscribe({ next: (value) => said.push(value), complete: () => said.push('done') });
    });
    expect(said).toEqual([0, 'done']);
  });
});
