import type { Station } from './station.js';

/** Called when what is on the air changes. */
export type Listener = (station: Station) => void;

/** The air: all stations hear each other. */
export class Radio {
  readonly #stations = new Set<Station>();
  readonly #listeners = new Set<Listener>();

  get stations(): Iterable<Station> {
    return this.#stations;
  }

  /** A station comes into range. */
  add(station: Station): void {
    this.#stations.add(station);
    this.changed(station);
  }

  /** It leaves. */
  remove(station: Station): void {
    if (this.#stations.delete(station)) this.changed(station);
  }

  has(station: Station): boolean {
    return this.#stations.has(station);
  }

  /** A station tells that its advertisements are others now. */
  changed(station: Station): void {
    for (const listener of [...this.#listeners]) listener(station);
  }

  /** Calls back for every change; gives back what ends that. */
  listen(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }
}
