import { u16be } from '../advertising/codecs.js';
import { bytes } from '../bytes.js';
import type { AnyCodec, InOf, OutOf } from '../codec.js';
import type { Flat } from '../fields.js';
import { s8 } from '../numbers.js';
import { struct } from '../struct.js';
import { telemetry } from './eddystone-telemetry.js';
import { uidFrame } from './eddystone-uid.js';
import { urlFrame } from './eddystone-url.js';
import { identifier, open } from './source.js';

/** One kind of frame: the bytes that it begins with, and what follows. */
interface Frame<C extends AnyCodec> {
  readonly prefix: readonly number[];
  readonly payload: C;
}

function frame<C extends AnyCodec>(prefix: readonly number[], payload: C): Frame<C> {
  return { prefix, payload };
}

/**
 * The frames of the Eddystone protocol specification. `txPower` is the power received at no distance, in dBm; `trailing` is what
 * the maker put behind the frame.
 */
export const frames = {
  /** Eddystone-UID: a namespace of 10 bytes, and a beacon in it of 6. */
  UID: frame([0x00], uidFrame),

  /** Eddystone-URL: up to 17 bytes behind `https://www.` and the like, fewer for endings such as `.com/`. */
  URL: frame([0x10], urlFrame),

  /** Eddystone-TLM, version 0. */
  TLM: frame([0x20, 0x00], open(telemetry)),

  /** Eddystone-TLM, version 1: the same, encrypted for who has the identity key. */
  EncryptedTLM: frame(
    [0x20, 0x01],
    open(
      struct([
        ['data', bytes(12)],
        ['salt', u16be],
        ['mic', u16be],
      ]),
    ),
  ),

  /** Eddystone-EID: an identifier that changes all the time, for who has the identity key. */
  EID: frame(
    [0x30],
    open(
      struct([
        ['txPower', s8],
        ['eid', identifier(8)],
      ]),
    ),
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
