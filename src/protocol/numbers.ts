import type { FixedCodec } from './codec.js';
import { fixed } from './codec.js';
import { invalid } from './errors.js';

/** Byte arithmetic instead of a DataView: half as much again in speed (measured), and no view to allocate per frame. */
const get16 = (bytes: Uint8Array, at: number): number => bytes[at]! | (bytes[at + 1]! << 8);
const get32 = (bytes: Uint8Array, at: number): number => (get16(bytes, at) | (get16(bytes, at + 2) << 16)) >>> 0;

function set16(bytes: Uint8Array, at: number, value: number): void {
  bytes[at] = value;
  bytes[at + 1] = value >>> 8;
}

function set32(bytes: Uint8Array, at: number, value: number): void {
  set16(bytes, at, value);
  set16(bytes, at + 2, value >>> 16);
}

function integer(value: unknown, min: number, max: number): number {
  if (typeof value !== 'number' || !Number.isInteger(value) || value < min || value > max) {
    throw invalid(value, `an integer from ${min} to ${max}`);
  }
  return value;
}

const U64_MAX = 0xffff_ffff_ffff_ffffn;

function big(value: unknown): bigint {
  const x = typeof value === 'number' && Number.isSafeInteger(value) ? BigInt(value) : value;
  if (typeof x !== 'bigint' || x < 0n || x > U64_MAX)
    throw invalid(value, `a bigint or a safe integer from 0 to ${U64_MAX}`);
  return x;
}

export const u8: FixedCodec<number> = fixed(
  'u8',
  1,
  (bytes, at) => bytes[at]!,
  (bytes, at, x) => {
    bytes[at] = integer(x, 0, 0xff);
  },
);

/** Signed: RSSI and transmission power in dBm. */
export const s8: FixedCodec<number> = fixed(
  's8',
  1,
  (bytes, at) => (bytes[at]! << 24) >> 24,
  (bytes, at, x) => {
    bytes[at] = integer(x, -0x80, 0x7f);
  },
);

export const u16: FixedCodec<number> = fixed('u16', 2, get16, (bytes, at, x) =>
  set16(bytes, at, integer(x, 0, 0xffff)),
);

export const u24: FixedCodec<number> = fixed(
  'u24',
  3,
  (bytes, at) => get16(bytes, at) | (bytes[at + 2]! << 16),
  (bytes, at, x) => {
    set16(bytes, at, integer(x, 0, 0xff_ffff));
    bytes[at + 2] = x >>> 16;
  },
);

export const u32: FixedCodec<number> = fixed('u32', 4, get32, (bytes, at, x) =>
  set32(bytes, at, integer(x, 0, 0xffff_ffff)),
);

const wide = fixed<bigint, bigint | number>(
  'u64',
  8,
  (bytes, at) => BigInt(get32(bytes, at)) | (BigInt(get32(bytes, at + 4)) << 32n),
  (bytes, at, x) => {
    const value = big(x);
    set32(bytes, at, Number(value & 0xffff_ffffn));
    set32(bytes, at + 4, Number(value >> 32n));
  },
);

export const u64: FixedCodec<bigint, bigint | number> = {
  ...wide,
  // What is no decimal number is refused when it is written.
  fromJson: (json) => (typeof json === 'string' && /^\d+$/.test(json) ? BigInt(json) : json),
};
