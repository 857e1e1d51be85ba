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

const BOX: ArrayLike<number> = substitutions();
const ROUNDS = 10;

/** The keys of all rounds, one behind the other (FIPS 197, 5.2). */
function expand(key: Uint8Array): Uint8Array {
  const keys = new Uint8Array(16 * (ROUNDS + 1));
  keys.set(key);
  let constant = 1;
  for (let i = 16; i < keys.length; i += 4) {
    const word = keys.slice(i - 4, i);
    if (i % 16 === 0) {
      word.set([BOX[word[1]!]! ^ constant, BOX[word[2]!]!, BOX[word[3]!]!, BOX[word[0]!]!]);
      constant = timesX(constant);
    }
    for (let j = 0; j < 4; j++) keys[i + j] = keys[i - 16 + j]! ^ word[j]!;
  }
  return keys;
}

function mixColumns(state: Uint8Array): void {
  for (let c = 0; c < 16; c += 4) {
    const column = state.slice(c, c + 4);
    const all = column.reduce((sum, byte) => sum ^ byte, 0);
    for (let r = 0; r < 4; r++) state[c + r]! ^= all ^ timesX(column[r]! ^ column[(r + 1) % 4]!);
  }
}

/**
 * AES-128 of one block, most significant byte first (FIPS 197). For the private addresses of simulated devices: it is not
 * made to keep secrets.
 */
export function encryptBlock(key: Uint8Array, block: Uint8Array): Uint8Array {
  const keys = expand(key);
  let state = block.map((byte, i) => byte ^ keys[i]!);
  for (let round = 1; round <= ROUNDS; round++) {
    // Substitution and shift of the rows in one: byte r of each column comes from the column r to the right.
    const shifted = state.map((_, i) => BOX[state[(i + 4 * (i % 4)) % 16]!]!);
    if (round < ROUNDS) mixColumns(shifted);
    state = shifted.map((byte, i) => byte ^ keys[16 * round + i]!);
  }
  return state;
}
