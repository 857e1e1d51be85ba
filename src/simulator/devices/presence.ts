import type { Presence } from '../options/device-options.js';

const ALWAYS: readonly Presence[] = [{}];

/** A timetable: when a device is there. Times in milliseconds since the beginning. */
export class Timetable {
  readonly #spans: readonly { readonly from: number; readonly to: number }[];

  constructor(spans: readonly Presence[] = ALWAYS) {
    this.#spans = spans.map(({ from = 0, to = Infinity }) => ({ from, to }));
  }

  isPresent(time: number): boolean {
    return this.#spans.some(({ from, to }) => from <= time && time < to);
  }

  /** When the span began that lasts at a time, or 0. */
  since(time: number): number {
    return this.#spans.find(({ from, to }) => from <= time && time < to)?.from ?? 0;
  }

  /** The first time later than this at which the device comes or goes. */
  nextChange(time: number): number {
    return Math.min(...this.#spans.flatMap(({ from, to }) => [from, to]).filter((change) => change > time));
  }
}
