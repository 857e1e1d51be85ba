import { toHex } from '../bytes.js';
import { CodecError, isObject, show, within } from '../errors.js';
import type { Json } from './json.js';

/** What is no plain data, and would come out as `{}`. */
const isOpaque = (value: object): boolean => value instanceof Map || value instanceof Set || value instanceof Date;

const isBytes = (value: object): value is Uint8Array => value instanceof Uint8Array || ArrayBuffer.isView(value);

function inside(path: string, value: unknown): unknown {
  try {
    return plain(value);
  } catch (error) {
    throw within(path, error);
  }
}

function plainObject(value: object): object {
  const entries = Object.entries(value).filter(([, item]) => item !== undefined);
  return Object.fromEntries(entries.map(([name, item]) => [name, inside(name, item)]));
}

function plain(value: unknown): unknown {
  if (typeof value === 'bigint') return String(value);
  if (Number.isNaN(value)) return null;
  if (value === null || typeof value === 'string' || typeof value === 'boolean' || Number.isFinite(value)) return value;
  if (!isObject(value) || isOpaque(value)) {
    throw new CodecError('InvalidValue', `${show(value)} is no plain data`, { value });
  }
  if (isBytes(value)) return toHex(value);
  return Array.isArray(value) ? value.map((item, i) => inside(`[${i}]`, item)) : plainObject(value);
}

/**
 * A value as `JSON.stringify` takes it: an event, a command, parameters, return parameters, advertising data, and whatever is made
 * of them. Bytes are hexadecimal text in lower case, numbers of 64 bits decimal text, a strength that is not known `null`; all
 * else stays as it is. What is `undefined` is left out. {@link fromJson} brings it back.
 *
 * Keys and PINs are in it: it is made to store them.
 *
 * ```ts
 * mgmt.event$('NewLongTermKey').subscribe((event) => console.log(JSON.stringify(toJson(event))));
 * ```
 *
 * @throws CodecError that names the place of what is no plain data: functions, maps, dates
 */
export function toJson<T>(value: T): Json<T> {
  return plain(value) as Json<T>;
}
