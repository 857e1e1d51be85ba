// node scripts/fuzz.mjs [FRAMES] [SEED]: random and mutated frames through both decoders of the build. Decoding must not throw,
// and what was decoded must encode to the same bytes. Ends with an error at the first frame that breaks this, and shows it.
import { commands, decodeCommand, decodeEvent, encodeCommand, encodeEvent, events, frameOf, toHex } from 'rx-btmgmt';

const total = Number(process.argv[2] ?? 10_000_000);
let state = Number(process.argv[3] ?? 1) >>> 0 || 1;

/** xorshift32: the same seed gives the same frames, on every machine. */
function random(below) {
  state ^= state << 13;
  state ^= state >>> 17;
  state ^= state << 5;
  return (state >>> 0) % below;
}

const opcodes = Object.values(commands).map(({ opcode }) => opcode);
const codes = Object.values(events).map(({ code }) => code);
/** Small numbers make counts that fit; large ones are hostile. */
const byte = () => (random(3) === 0 ? random(256) : random(4));

function randomFrame(known) {
  const code = random(50) === 0 ? random(0x10000) : known[random(known.length)];
  const parameters = new Uint8Array(random(20) === 0 ? 270 + random(60) : random(60)).map(byte);
  return frameOf(code, random(0x10000), parameters);
}

/** A few bytes changed, cut or added; the length field is right most of the time, as a kernel would have it. */
function mutated(frame) {
  const out = new Uint8Array(Math.max(0, frame.length + random(7) - 3));
  out.set(frame.subarray(0, out.length));
  for (let i = random(4); i > 0 && out.length > 0; i--) out[random(out.length)] = random(256);
  if (out.length >= 6 && random(4) > 0) {
    out[4] = (out.length - 6) & 0xff;
    out[5] = (out.length - 6) >>> 8;
  }
  return out;
}

function encodedAgain(decoded) {
  if (decoded.event !== undefined) return encodeEvent(decoded);
  const { command, index, params, trailing, bytes } = decoded;
  return bytes ?? encodeCommand(command, index, trailing === undefined ? params : { ...params, trailing });
}

const seen = { malformed: 0, unknown: 0, decoded: 0 };

function check(decode, frame) {
  const before = toHex(frame);
  try {
    const decoded = decode(frame);
    const name = decoded.event ?? decoded.command;
    seen[name === 'Malformed' || name === 'Unknown' ? name.toLowerCase() : 'decoded']++;
    const after = toHex(encodedAgain(decoded));
    if (after === before) return;
    throw new Error(`encodes to ${after}`);
  } catch (error) {
    console.error(`frame ${before}: ${error.stack}`);
    process.exit(1);
  }
}

for (let i = 0; i < total;) {
  const asEvent = random(2) === 0;
  const [decode, known] = asEvent ? [decodeEvent, codes] : [decodeCommand, opcodes];
  let frame = randomFrame(known);
  for (let n = 0; n < 4 && i < total; n++, i++) {
    check(decode, frame);
    frame = mutated(frame);
  }
}
console.log(
  `${total} frames: ${seen.decoded} decoded, ${seen.malformed} malformed, ${seen.unknown} unknown, none threw`,
);
