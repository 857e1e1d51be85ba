import type { Cancellable } from '../ground/clock.js';
import type { Chip } from './chip.js';

/** The unit of an inquiry's length (HCI, Inquiry), in milliseconds. */
const LENGTH_UNIT = 1280;
/** When devices begin to answer, and how often it is looked who has come since then, in milliseconds. */
const FIRST_ANSWERS = 100;
const NEXT_ANSWERS = 320;

/** Inquiries of one controller. Each device answers once. */
export class Inquiry {
  #isRunning = false;
  #timers: Cancellable[] = [];

  constructor(private readonly chip: Chip) {}

  get isRunning(): boolean {
    return this.#isRunning;
  }

  start(length: number, limited: boolean): void {
    const { clock } = this.chip.world;
    const heard = new Set<object>();
    this.#isRunning = true;
    const end = clock.after(length * LENGTH_UNIT, () => {
      this.stop();
      this.chip.events.inquiryCompleted();
    });
    const ask = (delay: number): void => {
      const answers = clock.after(delay, () => {
        // What comes of an answer may end the inquiry.
        this.#timers = [end];
        if (this.chip.traits.duplicateFilter !== 'virtual') ask(NEXT_ANSWERS);
        this.#listen(heard, limited);
      });
      this.#timers = [end, answers];
    };
    ask(FIRST_ANSWERS);
  }

  stop(): void {
    this.#isRunning = false;
    for (const timer of this.#timers) timer.cancel();
    this.#timers = [];
  }

  #listen(heard: Set<object>, limited: boolean): void {
    const { health, world } = this.chip;
    if (health.isDeaf) return;
    for (const station of world.radio.stations) {
      if (station === this.chip.station || heard.has(station) || !this.#isRunning) continue;
      const response = station.inquiryResponse(limited);
      if (response === undefined) continue;
      heard.add(station);
      this.chip.events.inquiryAnswered(response);
    }
  }
}
