// What `recvmmsg` is given: an array of `struct mmsghdr`, one `struct iovec` for each (<sys/socket.h>, <bits/socket.h>),
// and the memory for the frames. On Linux all their members are one word wide, or padded to it, so the layout of 32-bit
// and of 64-bit machines is one: eight words for a header, two for a vector.
import type { Ffi } from './ffi.js';

/** The longest frame: a header of 6 bytes and 65 535 more. Of a longer one the kernel would drop the rest in silence. */
const MAX_FRAME = 6 + 0xffff;

/**
 * From one slot to the next: 1 025 lines of a processor's cache. Were it a power of two, all slots would begin in the same
 * few places of the cache.
 */
const STRIDE = 65_600;

const HEADER_WORDS = 8;
const HEADER_IOV = 2;
const HEADER_IOVLEN = 3;
const HEADER_MSG_LEN = 7;
const VECTOR_WORDS = 2;

/** Memory that the kernel fills with several frames in one call. */
export interface ReceiveBuffers {
  /** The array of `struct mmsghdr`. */
  readonly headers: Uint8Array;
  /** The memory of the first frame, by itself. */
  readonly first: Uint8Array;
  /** The frame in slot `i`, which is `length` bytes long, as a copy. */
  readonly copy: (i: number, length: number) => Uint8Array;
  /** How long the frame in slot `i` is. */
  readonly lengthOf: (i: number) => number;
}

/**
 * Memory for so many frames of any length. It takes four megabytes of addresses for 64 of them, but of memory only the
 * pages in which frames have been.
 *
 * Everything lies in one ArrayBuffer. Headers refer to vectors and vectors to slots by address, which the garbage
 * collector does not know: a part that nothing else referred to would be collected, and the kernel would write to
 * memory of others. An ArrayBuffer never moves; small typed arrays without one do.
 */
export function allocateReceiveBuffers(ffi: Pick<Ffi, 'address' | 'sizeof'>, slots: number): ReceiveBuffers {
  const wordSize = ffi.sizeof('void *');
  const vectorsAt = slots * HEADER_WORDS;
  const words = vectorsAt + slots * VECTOR_WORDS;
  const slotsAt = words * wordSize;
  const memory = new ArrayBuffer(slotsAt + slots * STRIDE);
  const base = ffi.address(memory);

  const wide = wordSize === 8 ? new BigUint64Array(memory, 0, words) : undefined;
  const narrow = new Uint32Array(memory, 0, slotsAt / 4);
  const setWord = (at: number, value: bigint) => {
    if (wide) wide[at] = value;
    else narrow[at] = Number(value);
  };
  for (let i = 0; i < slots; i++) {
    const header = i * HEADER_WORDS;
    const vector = vectorsAt + i * VECTOR_WORDS;
    setWord(header + HEADER_IOV, base + BigInt(vector * wordSize));
    setWord(header + HEADER_IOVLEN, 1n);
    setWord(vector, base + BigInt(slotsAt + i * STRIDE));
    setWord(vector + 1, BigInt(MAX_FRAME));
  }

  const bytes = new Uint8Array(memory);
  return {
    headers: bytes.subarray(0, vectorsAt * wordSize),
    first: bytes.subarray(slotsAt, slotsAt + MAX_FRAME),
    copy: (i, length) => {
      const start = slotsAt + i * STRIDE;
      return bytes.slice(start, start + length);
    },
    // A C `unsigned int`, four bytes on all machines, at the beginning of its word.
    lengthOf: (i) => narrow[((i * HEADER_WORDS + HEADER_MSG_LEN) * wordSize) / 4]!,
  };
}
