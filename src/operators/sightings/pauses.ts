/** So many sightings tell how often a device is heard, as Home Assistant takes them (ADVERTISING_TIMES_NEEDED in habluetooth, advertisement_tracker.py). */
const ENOUGH = 16;
/** Air and scanning are irregular, in milliseconds. */
const WOBBLE = 5_000;
/** Until it is known, in milliseconds. */
const UNKNOWN = 195_000;

/** How long the pauses between the last sightings of a device were. */
export class Pauses {
  readonly #pauses: number[] = [];
  #next = 0;

  add(pause: number): void {
    this.#pauses[this.#next] = pause;
    this.#next = (this.#next + 1) % (ENOUGH - 1);
  }

  /** After how long a silence it is lost, in milliseconds: a little more than the longest one so far. */
  get patience(): number {
    return this.#pauses.length < ENOUGH - 1 ? UNKNOWN : Math.max(...this.#pauses) + WOBBLE;
  }
}
