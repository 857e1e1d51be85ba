import type { Advertisement, Station } from '../air/station.js';
import type { Due } from '../ground/timer-heap.js';
import type { FrameKeeper, KeptFrame } from './report.js';

/** For so long a weak filter remembers what it has reported, in milliseconds. */
const MEMORY = 1000;

/** One advertising set as one scanner hears it. */
export class Heard implements Due, FrameKeeper {
  /** When it is heard next. */
  time = 0;
  /** Whether it is still on the air. */
  isOn = true;
  frame: KeptFrame | undefined;
  #address: string | undefined;
  #data: Uint8Array | undefined;
  #scanResponse: Uint8Array | undefined;
  #rssi = 0;
  #at = 0;

  constructor(
    readonly station: Station,
    public advertisement: Advertisement,
    readonly order: number,
  ) {}

  /** The first advertisement that is sent at this time or later. */
  follow(time: number): void {
    const { since = 0, interval } = this.advertisement;
    this.time = since >= time ? since : since + Math.ceil((time - since) / interval) * interval;
  }

  /**
   * Whether a controller that filters duplicates has reported this before: the same address and data for a strict one, and
   * the same strength a short time ago for a weak one.
   */
  isDuplicate(isStrict: boolean, rssi: number, now: number): boolean {
    const { address, data, scanResponse } = this.advertisement;
    const isKnown = address === this.#address && data === this.#data && scanResponse === this.#scanResponse;
    if (isKnown && (isStrict || (rssi === this.#rssi && now < this.#at + MEMORY))) return true;
    this.#address = address;
    this.#data = data;
    this.#scanResponse = scanResponse;
    this.#rssi = rssi;
    this.#at = now;
    return false;
  }
}
