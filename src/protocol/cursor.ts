import { CodecError } from './errors.js';

/** A place in a frame. `end` is exclusive: nothing is read past it. */
export class Reader {
  constructor(
    readonly bytes: Uint8Array,
    public offset = 0,
    readonly end = bytes.length,
  ) {}

  get left(): number {
    return this.end - this.offset;
  }

  /** Steps over `n` bytes and returns the offset of the first. */
  take(n: number, what: string): number {
    const at = this.offset;
    if (at + n > this.end) {
      const reason = `the frame ends after ${this.end} bytes, ${what} at byte ${at} needs ${n}`;
      throw new CodecError('Truncated', reason, { offset: at });
    }
    this.offset = at + n;
    return at;
  }
}

/** A frame under construction. Grows by itself. */
export class Writer {
  bytes: Uint8Array;
  offset = 0;

  constructor(capacity = 64) {
    this.bytes = new Uint8Array(capacity);
  }

  /** Makes room for `n` zero bytes and returns the offset of the first. */
  reserve(n: number): number {
    const at = this.offset;
    this.offset += n;
    if (this.offset > this.bytes.length) {
      const grown = new Uint8Array(Math.max(this.offset, this.bytes.length * 2));
      grown.set(this.bytes);
      this.bytes = grown;
    }
    return at;
  }

  /** Appends bytes. */
  put(bytes: Uint8Array): void {
    const at = this.reserve(bytes.length);
    this.bytes.set(bytes, at);
  }

  /** What was written, in memory of its own size. */
  done(): Uint8Array {
    return this.offset === this.bytes.length ? this.bytes : this.bytes.slice(0, this.offset);
  }
}
