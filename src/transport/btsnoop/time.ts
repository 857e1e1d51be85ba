import { invalid } from '../../protocol/errors.js';

/**
 * 1970-01-01 in microseconds since about the year 0, where btsnoop counts from. BlueZ has the same number in two parts: 2000-01-01
 * (0x00E03AB44A676000) less the seconds from 1970 to 2000 (btsnoop_write in src/shared/btsnoop.c).
 */
const UNIX_EPOCH = 0x00dc_ddb3_0f2f_8000n;

const U64_MAX = 0xffff_ffff_ffff_ffffn;

/**
 * Milliseconds since 1970, with the microseconds as a fraction, from a timestamp of btsnoop. Exact to the microsecond
 * from 1831 to 2109: beyond that a double has no room for them.
 */
export function timeOf(timestamp: bigint): number {
  return Number(timestamp - UNIX_EPOCH) / 1000;
}

/** The reverse; the nearest possible for times before the year 0. Throws a `CodecError` for what is no time. */
export function timestampOf(time: number): bigint {
  if (!Number.isFinite(time)) throw invalid(time, 'a time in milliseconds since 1970').within('time');
  const timestamp = BigInt(Math.round(time * 1000)) + UNIX_EPOCH;
  if (timestamp < 0n) return 0n;
  return timestamp > U64_MAX ? U64_MAX : timestamp;
}
