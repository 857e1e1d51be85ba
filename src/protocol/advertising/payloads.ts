import type { BytesInput } from '../bytes.js';
import { rest, sized, toBytes } from '../bytes.js';
import type { Codec } from '../codec.js';
import { fixed } from '../codec.js';
import { invalid, isObject } from '../errors.js';
import { noSuch } from '../misspelt.js';
import { u8 } from '../numbers.js';
import { struct } from '../struct.js';

/** Bytes to the end of a field but for the last `n`. */
export function restBut(n: number): Codec<Uint8Array, BytesInput> {
  return {
    name: `restBut(${n})`,
    size: 0,
    variable: true,
    read: (reader) => rest.readCount(reader, Math.max(0, reader.left - n)),
    write: (writer, value) => writer.put(toBytes(value)),
  };
}

/** The flags of a transport (Transport Discovery Service). */
export interface TransportFlags {
  /** 0 not said, 1 seeker, 2 provider, 3 both. */
  readonly role: number;
  /** Whether there is more than is sent here. */
  readonly incomplete: boolean;
  /** 0 off, 1 on, 2 temporarily unavailable. */
  readonly state: number;
  /** Bits 5 to 7, which are reserved. */
  readonly reserved?: number;
}

const limits = { role: 3, state: 3, reserved: 7 } as const;

function bitsOf(value: TransportFlags, name: keyof typeof limits): number {
  const number = value[name] ?? 0;
  const max = limits[name];
  if (Number.isInteger(number) && number >= 0 && number <= max) return number;
  throw invalid(number, `an integer from 0 to ${max}`).within(name);
}

const TRANSPORT_FLAGS = ['role', 'incomplete', 'state', 'reserved'];

const transportFlags: Codec<TransportFlags> = fixed(
  'transportFlags',
  1,
  (bytes, at) => {
    const byte = bytes[at]!;
    const flags = { role: byte & 3, incomplete: (byte & 4) !== 0, state: (byte >> 3) & 3 };
    return byte >> 5 === 0 ? flags : { ...flags, reserved: byte >> 5 };
  },
  (bytes, at, value) => {
    if (!isObject(value)) throw invalid(value, 'an object with role, incomplete, state');
    const { role, incomplete, state, reserved, ...others } = value;
    const [unknown] = Object.keys(others);
    if (unknown !== undefined) throw noSuch('flag', unknown, TRANSPORT_FLAGS).within(unknown);
    if (typeof incomplete !== 'boolean') throw invalid(incomplete, 'true or false').within('incomplete');
    const known = { role, incomplete, state, ...(reserved === undefined ? {} : { reserved }) };
    bytes[at] =
      bitsOf(known, 'role') | (incomplete ? 4 : 0) | (bitsOf(known, 'state') << 3) | (bitsOf(known, 'reserved') << 5);
  },
);

/** What the device offers over other transports of an organization: 1 is the Bluetooth SIG. */
export const transportBlock = () =>
  struct([
    ['organization', u8],
    ['flags', transportFlags],
    ['data', sized(u8)],
  ]);
