import type { Cancellable } from '../ground/clock.js';
import type { Station } from '../air/station.js';
import { TimerHeap, type Due } from '../ground/timer-heap.js';
import type { Chip } from './chip.js';
import { Heard } from './heard.js';

/** How rarely it listens while no program is there, in milliseconds: nothing has to be told then, only lists kept. */
const WITHOUT_PROGRAMS = 1000;

/** A station that will begin or end to send something by itself. */
interface Change extends Due {
  readonly changing: Station;
}

/** LE scanning of one controller: it hears each advertising set as often as that is sent. */
export class Scanner {
  #kind: 'active' | 'passive' | undefined;
  #filters = false;
  #heard = new Map<Station, { readonly sets: readonly Heard[]; readonly change: number }>();
  #due = new TimerHeap<Heard | Change>();
  #order = 0;
  #timer: Cancellable | undefined;
  #timerAt = Infinity;
  #endListening: (() => void) | undefined;

  constructor(private readonly chip: Chip) {}

  /** Undefined: it does not scan. */
  get kind(): 'active' | 'passive' | undefined {
    return this.#kind;
  }

  /** @param filters whether the controller filters duplicates */
  start(kind: 'active' | 'passive', filters: boolean): void {
    this.stop();
    const { clock, radio } = this.chip.world;
    this.#kind = kind;
    this.#filters = filters;
    this.#endListening = radio.listen((station) => {
      this.#look(station);
      this.#arm();
    });
    for (const station of radio.stations) this.#look(station);
    if (this.#isVirtual) this.#hearWhatIsDue(clock.now());
    this.#arm();
  }

  stop(): void {
    this.#kind = undefined;
    this.#endListening?.();
    this.#timer?.cancel();
    this.#timer = undefined;
    this.#timerAt = Infinity;
    this.#heard = new Map();
    this.#due = new TimerHeap();
  }

  /** Looks which sets a station advertises now. */
  #look(station: Station): void {
    const { clock, radio } = this.chip.world;
    const isThere = radio.has(station) && station !== this.chip.station;
    const before = this.#heard.get(station);
    const sets: Heard[] = [];
    for (const advertisement of isThere ? station.advertisements() : []) {
      if (advertisement.extended === true && !this.chip.traits.extendedAdvertising) continue;
      let set = before?.sets.find(
        ({ advertisement: { id, run } }) => id === advertisement.id && run === advertisement.run,
      );
      if (set === undefined) {
        set = new Heard(station, advertisement, this.#order++);
        if (this.#isVirtual) set.time = clock.now();
        else set.follow(clock.now());
        this.#due.push(set);
      }
      set.advertisement = advertisement;
      sets.push(set);
    }
    for (const set of before?.sets ?? []) set.isOn = sets.includes(set);
    const change = isThere ? station.nextChange() : Infinity;
    if (isThere) this.#heard.set(station, { sets, change });
    else this.#heard.delete(station);
    if (change !== Infinity && change !== before?.change) {
      this.#due.push({ time: change, order: this.#order++, changing: station });
    }
  }

  /** Virtual controllers report each set when it or the scanning starts, and never again. */
  get #isVirtual(): boolean {
    return this.chip.traits.duplicateFilter === 'virtual';
  }

  #arm(): void {
    const { clock } = this.chip.world;
    const next = this.#due.first;
    if (next === undefined || next.time >= this.#timerAt) return;
    this.#timer?.cancel();
    this.#timerAt = next.time;
    this.#timer = clock.after(next.time - clock.now(), () => {
      this.#timerAt = Infinity;
      this.#hearWhatIsDue(clock.now());
      this.#arm();
    });
  }

  #hearWhatIsDue(now: number): void {
    const due = this.#due;
    const { duplicateFilter } = this.chip.traits;
    const isStrict = duplicateFilter === 'strict';
    for (let next = due.first; next !== undefined && next.time <= now; next = due.first) {
      due.pop();
      if ('changing' in next) {
        this.#look(next.changing);
        continue;
      }
      if (!next.isOn) continue;
      const rssi = next.station.rssi();
      const isWanted = this.#isVirtual || !this.#filters || !next.isDuplicate(isStrict, rssi, now);
      if (isWanted) this.chip.events.advertisementHeard(next, rssi);
      // What came of it may have ended the scan.
      if (this.#due !== due) return;
      if (this.#isVirtual) continue;
      next.follow(now + (this.chip.sockets.areOpen ? 1 : WITHOUT_PROGRAMS));
      due.push(next);
    }
  }
}
