/** Multiplies by x in the field of AES (FIPS 197, 4.2.1). */
const timesX = (byte: number): number => ((byte << 1) ^ (byte & 0x80 ? 0x1b : 0)) & 0xff;

/** The substitution table (FIPS 197, 5.1.1): the inverse in the field, then an affine map. */
function substitutions(): Uint8Array {
  // Powers of 3 go through the whole field, so inverses can be read off backwards.
  const powers = [1];
  while (powers.length < 255) powers.push(powers.at(-1)! ^ timesX(powers.at(-1)!));
  const box = new Uint8Array(256).fill(0x63);
  powers.forEach((byte, exponent) => {
    const inverse = powers[(255 - exponent) % 255]!;
    // Five turned copies, added: twice as wide, so that nothing has to be turned.
    const twice = inverse | (inverse << 8);
    box[byte]! ^= twice ^ (twice >> 4) ^ (twice >> 5) ^ (twice >> 6) ^ (twice >> 7);
  });
  return box;
}

/** What substitution and mixing of a column make of each byte of its first row; the other rows are the same, turned. */
function columns(box: Uint8Array): Int32Array {
  return Int32Array.from(box, (byte) => {
    const twice = timesX(byte);
    return (twice << 24) | (byte << 16) | (byte << 8) | (twice ^ byte);
  });
}

interface Tables {
  readonly box: Uint8Array;
  readonly mixed: Int32Array;
}
/** Made for the first key. */
let made: Tables | undefined;

function tables(): Tables {
  if (made === undefined) {
    const box = substitutions();
    made = { box, mixed: columns(box) };
  }
  return made;
}

const ROUNDS = 10;
const WORDS = 4 * (ROUNDS + 1);

/** The keys of all rounds, one behind the other (FIPS 197, 5.2). */
function expand(key: Uint8Array, box: Uint8Array): Int32Array {
  const words = new Int32Array(WORDS);
  const view = new DataView(key.buffer, key.byteOffset, 16);
  for (let i = 0; i < 4; i++) words[i] = view.getInt32(4 * i);
  let constant = 1;
  for (let i = 4; i < WORDS; i++) {
    let word = words[i - 1]!;
    if (i % 4 === 0) {
      const [a, b, c, d] = [word >>> 24, (word >>> 16) & 0xff, (word >>> 8) & 0xff, word & 0xff];
      word = ((box[b]! ^ constant) << 24) | (box[c]! << 16) | (box[d]! << 8) | box[a]!;
      constant = timesX(constant);
    }
    words[i] = words[i - 4]! ^ word;
  }
  return words;
}

/**
 * AES-128 of single blocks, most significant byte first (FIPS 197), with a key that is expanded once. For the hashes of private
 * addresses, which are public: how long it takes depends on the key, so it is not made to keep secrets.
 */
export class Aes128 {
  readonly #tables = tables();
  readonly #keys: Int32Array;

  /** @param key 16 bytes */
  constructor(key: Uint8Array) {
    this.#keys = expand(key, this.#tables.box);
  }

  encrypt(block: Uint8Array): Uint8Array {
    const from = new DataView(block.buffer, block.byteOffset, 16);
    const to = new Int32Array(4);
    this.#run(from.getInt32(0), from.getInt32(4), from.getInt32(8), from.getInt32(12), to);
    const result = new DataView(new ArrayBuffer(16));
    to.forEach((word, i) => result.setInt32(4 * i, word));
    return new Uint8Array(result.buffer);
  }

  /** The last word of a block of which only the last word is not zero. */
  lastWord(word: number, room: Int32Array): number {
    this.#run(0, 0, 0, word, room);
    return room[3]!;
  }

  #run(w: number, x: number, y: number, z: number, out: Int32Array): void {
    const keys = this.#keys;
    const { mixed } = this.#tables;
    let [a, b, c, d] = [w ^ keys[0]!, x ^ keys[1]!, y ^ keys[2]!, z ^ keys[3]!];
    for (let i = 4; i < WORDS - 4; i += 4) {
      // Byte r of each column comes from the column r to the right.
      const e = mix(mixed, a, b, c, d) ^ keys[i]!;
      const f = mix(mixed, b, c, d, a) ^ keys[i + 1]!;
      const g = mix(mixed, c, d, a, b) ^ keys[i + 2]!;
      d = mix(mixed, d, a, b, c) ^ keys[i + 3]!;
      a = e;
      b = f;
      c = g;
    }
    const { box } = this.#tables;
    out[0] = substitute(box, a, b, c, d) ^ keys[WORDS - 4]!;
    out[1] = substitute(box, b, c, d, a) ^ keys[WORDS - 3]!;
    out[2] = substitute(box, c, d, a, b) ^ keys[WORDS - 2]!;
    out[3] = substitute(box, d, a, b, c) ^ keys[WORDS - 1]!;
  }
}

const turned = (word: number, bits: number): number => (word >>> bits) | (word << (32 - bits));

function mix(mixed: Int32Array, a: number, b: number, c: number, d: number): number {
  return (
    mixed[a >>> 24]! ^
    turned(mixed[(b >>> 16) & 0xff]!, 8) ^
    turned(mixed[(c >>> 8) & 0xff]!, 16) ^
    turned(mixed[d & 0xff]!, 24)
  );
}

function substitute(box: Uint8Array, a: number, b: number, c: number, d: number): number {
  return (box[a >>> 24]! << 24) | (box[(b >>> 16) & 0xff]! << 16) | (box[(c >>> 8) & 0xff]! << 8) | box[d & 0xff]!;
}
