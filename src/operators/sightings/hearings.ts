import type { Hearing } from './device.js';
import type { Sighting } from './sighting.js';

/** In dB, as Home Assistant has it (ADV_RSSI_SWITCH_THRESHOLD in habluetooth, const.py): with less, devices wander between adapters for ever. */
const CLEARLY_STRONGER = 16;
const WEIGHT = 0.3;
const STALE = 1.5;
const STALE_FOR_WEAKER = 2.5;

/** In an active scan most controllers tell of a device once in a discovery, which takes ten seconds and begins anew then, in milliseconds. */
const USUAL = 11_000;

interface Listener<T> {
  hearing: Hearing;
  /** What was heard last. */
  sighting: T;
  /** Smoothed, in dBm. */
  rssi: number | undefined;
  /** The longest pause between two times that it was heard, of late, in milliseconds. */
  pause: number;
}

const isSame = (one: Sighting['controller'], other: Sighting['controller']): boolean =>
  one === other || (one.address === other.address && one.index === other.index);

/** The controllers that hear one device, and the one that hears it best. It stays with a controller unless another hears it clearly better, or that one no more. */
export class Hearings<T extends Sighting> {
  #listeners: Listener<T>[] = [];
  #best: Listener<T> | undefined;

  /** Takes note of a sighting. */
  heard(sighting: T): void {
    const { controller, rssi, time } = sighting;
    const hearing = { controller, rssi, lastSeen: time };
    let listener = this.#listeners.find(({ hearing: last }) => isSame(last.controller, controller));
    if (listener === undefined) {
      listener = { hearing, sighting, rssi, pause: USUAL };
      // One that was plugged in elsewhere: the address is who it is.
      this.#listeners = this.#listeners.filter(({ hearing: last }) => last.controller.address !== controller.address);
      this.#listeners.push(listener);
    } else {
      const pause = Math.max(0, time - listener.hearing.lastSeen);
      listener.pause = Math.max(USUAL, pause, listener.pause - (listener.pause - pause) * WEIGHT);
      if (rssi !== undefined) {
        listener.rssi = listener.rssi === undefined ? rssi : listener.rssi + WEIGHT * (rssi - listener.rssi);
      }
      listener.hearing = hearing;
      listener.sighting = sighting;
    }
    this.#choose(listener, time);
  }

  /** The last sighting of who hears it best. */
  get best(): T | undefined {
    return this.#best?.sighting;
  }

  get all(): readonly Hearing[] {
    return this.#listeners.map(({ hearing }) => hearing);
  }

  #choose(candidate: Listener<T>, now: number): void {
    const best = this.#best;
    if (best === candidate) return;
    if (best === undefined || !this.#listeners.includes(best)) {
      this.#best = candidate;
      return;
    }
    const [ours, theirs] = [candidate.rssi ?? -Infinity, best.rssi ?? -Infinity];
    const patience = best.pause * (ours >= theirs ? STALE : STALE_FOR_WEAKER);
    if (ours >= theirs + CLEARLY_STRONGER || now - best.hearing.lastSeen > patience) this.#best = candidate;
  }
}
