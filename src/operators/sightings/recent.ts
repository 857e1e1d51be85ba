interface Item<V> {
  readonly key: string;
  readonly value: V;
  time: number;
  older: Item<V> | undefined;
  newer: Item<V> | undefined;
}

/**
 * What is remembered of devices: at most so many, of more those that were heard last, and each for at most so long after it was heard.
 * A list by age beside the map: a Map alone finds its oldest key behind the places of all that were deleted.
 */
export class Recent<V> {
  readonly #items = new Map<string, Item<V>>();
  #oldest: Item<V> | undefined;
  #newest: Item<V> | undefined;

  /** @param age in milliseconds after it was heard last */
  constructor(
    private readonly limit: number,
    private readonly age: number,
    private readonly onForgotten?: (value: V) => void,
  ) {}

  /** What is known of one that was heard just now, unless that was forgotten. */
  touch(key: string, time: number): V | undefined {
    // Two at most, which is faster than new ones come, and makes no long pause after a long silence.
    for (let i = 0; i < 2 && this.#oldest !== undefined && this.#isStale(this.#oldest, time); i++) {
      this.#forget(this.#oldest);
    }
    const known = this.#items.get(key);
    if (known === undefined) return undefined;
    if (this.#isStale(known, time)) {
      this.#forget(known);
      return undefined;
    }
    known.time = time;
    this.#renew(known);
    return known.value;
  }

  /** Remembers one that was not known. */
  add(key: string, value: V, time: number): V {
    const item: Item<V> = { key, value, time, older: undefined, newer: undefined };
    this.#items.set(key, item);
    this.#append(item);
    if (this.#items.size > this.limit && this.#oldest !== undefined) this.#forget(this.#oldest);
    return value;
  }

  delete(key: string): void {
    const item = this.#items.get(key);
    if (item === undefined) return;
    this.#items.delete(key);
    this.#unlink(item);
  }

  clear(): void {
    this.#items.clear();
    this.#oldest = undefined;
    this.#newest = undefined;
  }

  /** Those heard of longest ago first; not to be changed meanwhile. */
  *oldestFirst(): Generator<V> {
    for (let item = this.#oldest; item !== undefined; item = item.newer) yield item.value;
  }

  #isStale(item: Item<V>, time: number): boolean {
    return time - item.time > this.age;
  }

  #forget({ key, value }: Item<V>): void {
    this.delete(key);
    this.onForgotten?.(value);
  }

  #renew(item: Item<V>): void {
    if (item === this.#newest) return;
    this.#unlink(item);
    this.#append(item);
  }

  #append(item: Item<V>): void {
    item.older = this.#newest;
    item.newer = undefined;
    if (this.#newest === undefined) this.#oldest = item;
    else this.#newest.newer = item;
    this.#newest = item;
  }

  /** It keeps no links itself: an old item that is garbage would keep all that came after it from being collected while they are young. */
  #unlink(item: Item<V>): void {
    const { older, newer } = item;
    if (older === undefined) this.#oldest = newer;
    else older.newer = newer;
    if (newer === undefined) this.#newest = older;
    else newer.older = older;
    item.older = undefined;
    item.newer = undefined;
  }
}
