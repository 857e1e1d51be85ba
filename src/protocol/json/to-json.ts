import { toHex } from '../bytes.js';
import { CodecError, isObject, kindOf, within } from '../errors.js';
import type { Json } from './json.js';

const classOf = (value: object): string => Object.prototype.toString.call(value);

/** Not what would come out as `{}`: maps, dates, errors, promises. By name, because each realm has an `Object` of its own. */
const isPlainObject = (value: object): boolean => classOf(value) === '[object Object]';

const isBytes = (value: object): value is Uint8Array =>
  ArrayBuffer.isView(value) || classOf(value).endsWith('ArrayBuffer]');

/** Never with the value: it may hold keys, wherever they are. */
function refused(value: unknown, why: string): CodecError {
  const shown = typeof value === 'number' ? String(value) : kindOf(value);
  return new CodecError('InvalidValue', `${shown} ${why}`);
}

/** @param around the objects that it is in */
function inside(path: string, value: unknown, around: readonly object[]): unknown {
  try {
    return plain(value, around);
  } catch (error) {
    throw within(path, error);
  }
}

function plainObject(value: object, around: readonly object[]): object {
  const entries = Object.entries(value).filter(([, item]) => item !== undefined);
  return Object.fromEntries(entries.map(([name, item]) => [name, inside(name, item, around)]));
}

function plain(value: unknown, around: readonly object[]): unknown {
  if (typeof value === 'bigint') return String(value);
  if (Number.isNaN(value)) return null;
  if (value === null || typeof value === 'string' || typeof value === 'boolean' || Number.isFinite(value)) return value;
  if (!isObject(value)) throw refused(value, 'is no plain data');
  if (isBytes(value)) return toHex(value);
  if (around.includes(value)) throw refused(value, 'is part of itself');
  const here = [...around, value];
  if (Array.isArray(value)) return Array.from(value, (item, i) => inside(`[${i}]`, item, here));
  if (!isPlainObject(value)) throw refused(value, 'is no plain data');
  return plainObject(value, here);
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
 * @throws CodecError that names the place of what is no plain data: functions, maps, dates, errors, what is part of itself
 */
export function toJson<T>(value: T): Json<T> {
  return plain(value, []) as Json<T>;
}
