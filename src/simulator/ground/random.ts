/** Random numbers that are the same for the same seed, on every machine (Marsaglia's xorshift32). Not for secrets. */
export class Random {
  #state: number;

  constructor(seed: number) {
    // The state must never be 0; multiplying spreads small seeds.
    this.#state = Math.imul(seed + 1, 0x9e3779b1) >>> 0 || 1;
  }

  /** An integer from 0 to `limit` - 1. */
  below(limit: number): number {
    this.#state ^= this.#state << 13;
    this.#state ^= this.#state >>> 17;
    this.#state ^= this.#state << 5;
    return (this.#state >>> 0) % limit;
  }

  /** A number from 0 up to, but not including, 1. */
  fraction(): number {
    return this.below(0x1000000) / 0x1000000;
  }

  bytes(length: number): Uint8Array {
    return Uint8Array.from({ length }, () => this.below(256));
  }
}
