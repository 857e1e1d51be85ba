import type { BytesSource } from '../bytes.js';
import { toBytes } from '../bytes.js';
import { Reader } from '../cursor.js';
import { CodecError, inMessage } from '../errors.js';
import type { AdKind } from './kinds.js';
import type { AdField } from './table.js';
import { adKinds } from './table.js';
import { whenAsked } from '../when-asked.js';

/** A part of advertising data that makes no sense. */
export interface MalformedAd {
  /** Where it begins, in bytes: at its length. */
  readonly offset: number;
  /** The code of its type, if there is one. */
  readonly code?: number;
  readonly reason: string;
  /** All of it, the length included. */
  readonly bytes: Uint8Array;
}

/** What advertising data, a scan response, an inquiry response or out-of-band data say. Plain data. */
export interface AdvertisingData {
  /** In the order in which they were sent; a type may occur again and again. */
  readonly fields: readonly AdField[];
  readonly malformed: readonly MalformedAd[];
}

type AnyKind = readonly [type: string, kind: AdKind<object, never>];

/** The kinds of each code: one, but Device ID and the security manager's TK share theirs. */
const byCode = whenAsked(() =>
  Object.entries<AdKind<object, never>>(adKinds())
    .flatMap((entry) => entry[1].codes.map((code) => [code, entry] as const))
    .reduce((map, [code, entry]) => map.set(code, [...(map.get(code) ?? []), entry]), new Map<number, AnyKind[]>()),
);

/** The kind of a field. Where two share a code, the one whose size it has. */
function kindOf(code: number, size: number): AnyKind | undefined {
  const kinds = byCode().get(code);
  return kinds?.find(([, kind]) => kind.size === size) ?? kinds?.[0];
}

/** What is wrong with a field, as a sentence about it. */
function reasonOf(error: CodecError): string {
  if (error.code !== 'Truncated') return error.message;
  return `ends inside ${error.path === '' ? 'its data' : error.path}`;
}

/** One field, from its code on, or why it is none. */
function readField(bytes: Uint8Array, at: number, end: number): AdField | string {
  const code = bytes[at]!;
  const start = at + 1;
  const entry = kindOf(code, end - start);
  if (entry === undefined) return { type: 'Unknown', code, data: bytes.subarray(start, end) };
  const [type, kind] = entry;
  if (end - start < kind.size) return `${type} needs ${kind.size} bytes, has ${end - start}`;
  try {
    return { type, ...kind.read(new Reader(bytes, start, end), code) } as AdField;
  } catch (error) {
    if (error instanceof CodecError) return `${type} ${reasonOf(error)}`;
    throw error;
  }
}

function bytesOf(data: BytesSource): Uint8Array {
  try {
    return toBytes(data);
  } catch (error) {
    throw inMessage('advertising data', error);
  }
}

/**
 * Reads advertising data, a scan response, an inquiry response or out-of-band data: a length, a code, data, and so on. Never
 * throws for bytes, whatever they hold.
 *
 * - Repeated fields are all kept, in their order. Codes without a declaration give fields `Unknown`.
 * - A length of 0 is padding and skipped, not the end: the kernel appends the class of the device and the scan response behind
 *   advertising data, padded or not. Padding is the one thing that `buildAdvertisingData` does not bring back.
 * - A field that makes no sense goes to `malformed`, and reading goes on behind it. Behind a length that is beyond the end
 *   there is nothing.
 * - Long byte arrays share the memory of `data`, unless it is text; short ones are copies.
 *
 * @throws CodecError if `data` is no bytes
 */
export function parseAdvertisingData(data: BytesSource): AdvertisingData {
  const bytes = bytesOf(data);
  const fields: AdField[] = [];
  const malformed: MalformedAd[] = [];
  for (let at = 0; at < bytes.length;) {
    const length = bytes[at]!;
    const end = at + 1 + length;
    if (end > bytes.length) {
      const left = bytes.length - at - 1;
      const code = bytes[at + 1];
      const reason = `says that ${length} bytes follow, there are ${left}`;
      malformed.push({ offset: at, ...(code === undefined ? {} : { code }), reason, bytes: bytes.subarray(at) });
      break;
    }
    if (length > 0) {
      const field = readField(bytes, at + 1, end);
      if (typeof field !== 'string') fields.push(field);
      else malformed.push({ offset: at, code: bytes[at + 1]!, reason: field, bytes: bytes.subarray(at, end) });
    }
    at = end;
  }
  return { fields, malformed };
}
