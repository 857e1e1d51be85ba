import type { Codec } from '../codec.js';
import { CodecError, invalid } from '../errors.js';
import { u16, u24, u32 } from '../numbers.js';
import { struct } from '../struct.js';
import { whenAsked } from '../when-asked.js';
import type { AdKind } from './kinds.js';
import { checkObject, written } from './kinds.js';

export interface AdvertisingInterval {
  /** Bytes on the wire. */
  readonly size: 2 | 3 | 4;
  /** In units of 0.625 ms. */
  readonly interval: number;
}

export interface AdvertisingIntervalInput {
  /** Left out: as few as possible. */
  readonly size?: 2 | 3 | 4;
  /** In units of 0.625 ms, 0x20 to 0xFFFFFF in the Core Specification. */
  readonly interval: number;
}

const NORMAL = 0x1a;
const LONG = 0x2f;

const SIZES = [2, 3, 4] as const;

const payloads = whenAsked(() => ({ 2: intervalOf(u16), 3: intervalOf(u24), 4: intervalOf(u32) }));

function intervalOf(codec: Codec<number>) {
  return struct([['interval', codec]]);
}

function leastSize(interval: number): 2 | 3 | 4 {
  return interval <= 0xffff ? 2 : interval <= 0xff_ffff ? 3 : 4;
}

/** How often the device advertises, in its normal and its long form (CSS Part A, 1.15). The size tells the forms apart. */
export const advertisingInterval: AdKind<AdvertisingInterval, AdvertisingIntervalInput> = {
  codes: [NORMAL, LONG],
  size: 2,
  read: (reader, code) => {
    const size = SIZES.find((n) => n === reader.left);
    if (size === undefined || (size === 2) !== (code === NORMAL)) {
      throw new CodecError('InvalidFrame', `has ${reader.left} bytes, needs ${code === NORMAL ? '2' : '3 or 4'}`);
    }
    return { size, ...payloads()[size].read(reader) };
  },
  write: (value) => {
    checkObject(value, 'interval, size');
    const { size = leastSize(value.interval), ...others } = value;
    if (!SIZES.includes(size)) throw invalid(size, '2, 3 or 4').within('size');
    return [{ code: size === 2 ? NORMAL : LONG, data: written(payloads()[size], others) }];
  },
};
