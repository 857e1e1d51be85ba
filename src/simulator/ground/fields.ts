import { encodeText } from '../../protocol/text.js';

/**
 * Where the field ends that begins at a place; 0 if no whole field does: there the data ends, with a length of zero, or what is left of
 * a field that was cut. A number, because scanning asks for it a hundred thousand times a second.
 */
export function fieldEnd(data: Uint8Array, at: number): number {
  const length = data[at] ?? 0;
  const end = at + 1 + length;
  return length === 0 || end > data.length ? 0 : end;
}

/** Whether there is a field of a type. */
export function hasField(data: Uint8Array, type: number): boolean {
  for (let at = 0, end = fieldEnd(data, 0); end > 0; at = end, end = fieldEnd(data, at)) {
    if (data[at + 1] === type) return true;
  }
  return false;
}

/** The data of the first field of a type, if it has any (eir_get_data in net/bluetooth/eir.h). */
export function fieldOf(data: Uint8Array, type: number): Uint8Array | undefined {
  for (let at = 0, end = fieldEnd(data, 0); end > 0; at = end, end = fieldEnd(data, at)) {
    if (data[at + 1] === type) return end === at + 2 ? undefined : data.subarray(at + 2, end);
  }
  return undefined;
}

/** The data without what stands behind its last whole field. */
export function withoutRest(data: Uint8Array): Uint8Array {
  let last = 0;
  for (let end = fieldEnd(data, 0); end > 0; end = fieldEnd(data, end)) last = end;
  return last === data.length ? data : data.subarray(0, last);
}

/** How wide the UUIDs of a list are, in bytes, by the type of the field. */
const UUID_WIDTHS: Readonly<Record<number, number>> = { 2: 2, 3: 2, 4: 4, 5: 4, 6: 16, 7: 16 };

/** The tail of short UUIDs, least significant byte first: it is in front there. */
const BASE: readonly number[] = [0xfb, 0x34, 0x9b, 0x5f, 0x80, 0x00, 0x00, 0x80, 0x00, 0x10, 0x00, 0x00];

/** Whether the bytes at a place are a UUID of 16 bytes, in its short form or its long one. */
function isUuidAt(data: Uint8Array, at: number, width: number, uuid: Uint8Array): boolean {
  const isShort = width < 16;
  if (isShort && BASE.some((byte, i) => uuid[i] !== byte)) return false;
  const from = isShort ? BASE.length : 0;
  for (let i = from; i < 16; i++) if (uuid[i] !== (i - from < width ? data[at + i - from] : 0)) return false;
  return true;
}

/** Whether any of the UUIDs is listed (eir_has_uuids in net/bluetooth/mgmt.c). */
export function listsAny(data: Uint8Array, uuids: readonly Uint8Array[]): boolean {
  for (let at = 0, end = fieldEnd(data, 0); end > 0; at = end, end = fieldEnd(data, at)) {
    const width = UUID_WIDTHS[data[at + 1]!] ?? Infinity;
    for (let from = at + 2; from + width <= end; from += width) {
      if (uuids.some((uuid) => isUuidAt(data, from, width, uuid))) return true;
    }
  }
  return false;
}

/** A field of advertising data, extended inquiry responses and what mgmt calls EIR: length, type, value. */
export function field(type: number, value: Iterable<number>): number[] {
  const bytes = [...value];
  return [bytes.length + 1, type, ...bytes];
}

export const u16Bytes = (value: number): [number, number] => [value & 0xff, (value >> 8) & 0xff];

/** A class of device on the wire: 24 bits. */
export const classBytes = (classOfDevice: number): [number, number, number] => [
  classOfDevice & 0xff,
  (classOfDevice >> 8) & 0xff,
  (classOfDevice >> 16) & 0xff,
];

/** The bytes of a name as the kernel takes it from its memory: up to the first NUL. */
export function nameBytes(name: string): Uint8Array {
  const bytes = encodeText(name);
  const end = bytes.indexOf(0);
  return end < 0 ? bytes : bytes.subarray(0, end);
}
