import { u16be } from '../advertising/codecs.js';
import { bytes } from '../bytes.js';
import type { AnyCodec, Codec, InOf, OutOf } from '../codec.js';
import type { Flat } from '../fields.js';
import { s8 } from '../numbers.js';
import { struct } from '../struct.js';
import { telemetry } from './eddystone-telemetry.js';
import { compressedUrl } from './eddystone-url.js';
import { identifier } from './source.js';

/** One kind of frame: the bytes that it begins with, what follows, and how many bytes it has in all. */
interface Frame<C extends AnyCodec> {
  readonly prefix: readonly number[];
  readonly payload: C;
  readonly min: number;
  readonly max: number;
}

function frame<C extends AnyCodec>(prefix: readonly number[], payload: C, max?: number): Frame<C> {
  const min = prefix.length + payload.size;
  return { prefix, payload, min, max: max ?? min };
}

/** The same with two reserved zeros behind it. Beacons from before these were required don't send them. */
function reserved<Out, In>(payload: Codec<Out, In>): Codec<Out, In> {
  return {
    ...payload,
    write: (writer, value) => {
      payload.write(writer, value);
      writer.reserve(2);
    },
  };
}

/** The frames of the Eddystone protocol specification. `txPower` is the power received at no distance, in dBm. */
export const frames = {
  /** Eddystone-UID: a namespace of 10 bytes, and a beacon in it of 6. */
  UID: frame(
    [0x00],
    reserved(
      struct([
        ['txPower', s8],
        ['namespace', identifier(10)],
        ['instance', identifier(6)],
      ]),
    ),
    20,
  ),

  /** Eddystone-URL: up to 17 bytes behind `https://www.` and the like, fewer for endings such as `.com/`. */
  URL: frame(
    [0x10],
    struct([
      ['txPower', s8],
      ['url', compressedUrl],
    ]),
    20,
  ),

  /** Eddystone-TLM, version 0. */
  TLM: frame([0x20, 0x00], telemetry),

  /** Eddystone-TLM, version 1: the same, encrypted for who has the identity key. */
  EncryptedTLM: frame(
    [0x20, 0x01],
    struct([
      ['data', bytes(12)],
      ['salt', u16be],
      ['mic', u16be],
    ]),
  ),

  /** Eddystone-EID: an identifier that changes all the time, for who has the identity key. */
  EID: frame(
    [0x30],
    struct([
      ['txPower', s8],
      ['eid', identifier(8)],
    ]),
  ),
} as const;

type FrameName = keyof typeof frames;

/** A frame as parsing gives it: `frame` says which. Identifiers are hexadecimal text in lower case. */
export type EddystoneFrame = {
  [N in FrameName]: Flat<{ readonly frame: N } & OutOf<(typeof frames)[N]['payload']>>;
}[FrameName];

/** A frame as building accepts it. */
export type EddystoneFrameInput = {
  [N in FrameName]: Flat<{ readonly frame: N } & InOf<(typeof frames)[N]['payload']>>;
}[FrameName];
