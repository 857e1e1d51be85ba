import type { BytesInput, BytesSource } from '../bytes.js';
import { toBytes } from '../bytes.js';
import { AdType } from '../enums/ad-type.js';
import { invalid, isObject } from '../errors.js';
import { noneOf } from '../misspelt.js';

/** A pattern of a monitor, as the commands that add monitors take it. */
export interface AdvertisingPattern {
  /** The kind of the field, by name or code. */
  readonly adType: keyof typeof AdType | number;
  /** Where in its data the value must stand. */
  readonly offset: number;
  readonly value: BytesInput;
}

function codeOf(adType: AdvertisingPattern['adType']): number {
  if (typeof adType === 'number') return adType;
  if (Object.hasOwn(AdType, adType)) return AdType[adType];
  throw noneOf(adType, Object.keys(AdType), ' or a number').within('adType');
}

/** The data of each field: length, code, data, and so on. What is beyond the end is none. */
function* structures(bytes: Uint8Array): Generator<readonly [code: number, data: Uint8Array]> {
  for (let at = 0; at < bytes.length;) {
    const end = at + 1 + bytes[at]!;
    if (end > bytes.length) return;
    if (end > at + 1) yield [bytes[at + 1]!, bytes.subarray(at + 2, end)];
    at = end;
  }
}

function hasAt(data: Uint8Array, offset: number, value: Uint8Array): boolean {
  return offset + value.length <= data.length && value.every((byte, i) => data[offset + i] === byte);
}

/**
 * Whether advertising data match one of the patterns of a monitor: a field of that kind has the value at that offset. Kernels
 * compare only with the help of the controller; without, they report whatever advertises (monitor handle 0).
 *
 * @throws CodecError for data and values that are no bytes, and for patterns that are none
 */
export function matchesPatterns(patterns: readonly AdvertisingPattern[], data: BytesSource): boolean {
  const fields = [...structures(toBytes(data))];
  if (!Array.isArray(patterns)) throw invalid(patterns, 'an array of patterns');
  return patterns.some((pattern: AdvertisingPattern) => {
    if (!isObject(pattern)) throw invalid(pattern, 'a pattern: an object with adType, offset and value');
    const wanted = toBytes(pattern.value);
    const type = codeOf(pattern.adType);
    return fields.some(([code, bytes]) => code === type && hasAt(bytes, pattern.offset, wanted));
  });
}
