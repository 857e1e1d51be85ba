import type { BytesSource } from '../../protocol/bytes.js';
import { toBytes } from '../../protocol/bytes.js';
import { CodecError, invalid, isObject, within } from '../../protocol/errors.js';
import { indexFromWire, indexOnWire } from '../../protocol/header.js';
import { timeOf, timestampOf } from './time.js';

/** One record of a capture, of any kind. */
export interface BtsnoopRecord {
  /** What it is: one of `MonitorOpcode`, or a number that is newer than this library. */
  readonly opcode: number;
  /** The controller, 0 to 65534; `null` for none. */
  readonly index: number | null;
  /** Milliseconds since 1970, with microseconds as a fraction. */
  readonly time: number;
  /** What was lost since the capture began. BlueZ always writes 0. */
  readonly drops: number;
  readonly data: Uint8Array;
  /** How many bytes `data` had before the writer cut it, if it did. */
  readonly originalLength?: number;
}

/** What a capture holds. */
export interface BtsnoopRecords {
  readonly records: readonly BtsnoopRecord[];
  /** There is no whole record at `offset`: the capture broke off there, or is damaged. All before it was read. */
  readonly truncated?: { readonly offset: number; readonly reason: string };
}

/** "btsnoop" and a NUL. The format is that of RFC 1761 (snoop), big endian, with microseconds of another epoch. */
const MAGIC = Uint8Array.of(0x62, 0x74, 0x73, 0x6e, 0x6f, 0x6f, 0x70, 0x00);
const VERSION = 1;
const HEADER_SIZE = 16;
const RECORD_HEADER_SIZE = 24;

/** What the records of a file are (BTSNOOP_FORMAT_* in BlueZ's src/shared/btsnoop.h). Management frames are in 2001 only. */
const DATALINKS: Readonly<Record<number, string>> = {
  1001: 'HCI without packet types',
  1002: 'HCI over UART (H4)',
  1003: 'HCI over BCSP',
  1004: 'HCI over three wires (H5)',
  2001: 'Linux monitor',
  2002: 'Linux simulator',
};
const MONITOR = 2001;

const viewOf = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/** The beginning of every capture. */
export function btsnoopHeader(): Uint8Array {
  const bytes = new Uint8Array(HEADER_SIZE);
  bytes.set(MAGIC);
  const view = viewOf(bytes);
  view.setUint32(8, VERSION);
  view.setUint32(12, MONITOR);
  return bytes;
}

function integer(value: number, max: number, path: string): number {
  if (!Number.isInteger(value) || value < 0 || value > max)
    throw invalid(value, `an integer from 0 to ${max}`).within(path);
  return value;
}

/** What programs without types may give as bytes. */
export function bytesOf(path: string, value: BytesSource): Uint8Array {
  try {
    return toBytes(value);
  } catch (error) {
    throw within(path, error);
  }
}

/** One record as bytes, to be put behind the header and other records. Throws a `CodecError` for what does not fit. */
export function encodeRecord(record: BtsnoopRecord): Uint8Array {
  if (!isObject(record)) throw invalid(record, 'a record of a capture');
  const data = bytesOf('data', record.data);
  const bytes = new Uint8Array(RECORD_HEADER_SIZE + data.length);
  const view = viewOf(bytes);
  view.setUint32(0, integer(record.originalLength ?? data.length, 0xffff_ffff, 'originalLength'));
  view.setUint32(4, data.length);
  view.setUint16(8, indexOnWire(record.index));
  view.setUint16(10, integer(record.opcode, 0xffff, 'opcode'));
  view.setUint32(12, integer(record.drops, 0xffff_ffff, 'drops'));
  view.setBigUint64(16, timestampOf(record.time));
  bytes.set(data, RECORD_HEADER_SIZE);
  return bytes;
}

/** A whole capture. Throws a `CodecError` for what does not fit. */
export function writeRecords(records: Iterable<BtsnoopRecord>): Uint8Array {
  // What has no items, such as what readRecords gives as a whole, would be a capture without records.
  if (!isObject(records) || !(Symbol.iterator in records)) throw invalid(records, 'a list of records');
  const parts = [btsnoopHeader(), ...Array.from(records, encodeRecord)];
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

function checkHeader(bytes: Uint8Array, view: DataView): void {
  if (bytes.length < HEADER_SIZE) {
    const reason = `a capture begins with ${HEADER_SIZE} bytes of header, here are ${bytes.length}`;
    throw new CodecError('Truncated', reason, { offset: bytes.length });
  }
  if (MAGIC.some((byte, i) => bytes[i] !== byte)) {
    throw new CodecError('InvalidFrame', "this is no btsnoop capture: it does not begin with 'btsnoop'", { offset: 0 });
  }
  const version = view.getUint32(8);
  if (version !== VERSION) {
    throw new CodecError('InvalidFrame', `btsnoop version ${version} is not known, only ${VERSION}`, { offset: 8 });
  }
  const datalink = view.getUint32(12);
  if (datalink !== MONITOR) {
    const what = DATALINKS[datalink] ?? 'unknown';
    const reason = `the capture has datalink ${datalink} (${what}); management frames are in ${MONITOR} (Linux monitor) only`;
    throw new CodecError('InvalidFrame', reason, { offset: 12 });
  }
}

/**
 * The records of a capture, as written by `btmon -w` and by `capture`. What they hold shares the memory of `bytes`.
 *
 * A capture that breaks off is read as far as it goes, see `truncated`: a program that writes one may end at any time.
 * Every record takes at least 24 bytes, and a length is held against the bytes that are there before anything is done
 * with it, so a hostile capture costs no more than its size.
 *
 * @throws CodecError if the header is not that of a capture with management frames, and for what is no bytes
 */
export function readRecords(bytes: BytesSource): BtsnoopRecords {
  const given = toBytes(bytes);
  // A Buffer is a Uint8Array whose slice() does not copy.
  const plain = new Uint8Array(given.buffer, given.byteOffset, given.byteLength);
  const view = viewOf(plain);
  checkHeader(plain, view);
  const records: BtsnoopRecord[] = [];
  let at = HEADER_SIZE;
  while (at < plain.length) {
    const left = plain.length - at;
    if (left < RECORD_HEADER_SIZE) {
      const reason = `the header of a record takes ${RECORD_HEADER_SIZE} bytes, ${left} are left`;
      return { records, truncated: { offset: at, reason } };
    }
    const length = view.getUint32(at + 4);
    if (length > left - RECORD_HEADER_SIZE) {
      const reason = `the record has ${length} bytes of data, ${left - RECORD_HEADER_SIZE} are left`;
      return { records, truncated: { offset: at, reason } };
    }
    records.push(recordAt(plain, view, at, length));
    at += RECORD_HEADER_SIZE + length;
  }
  return { records };
}

function recordAt(bytes: Uint8Array, view: DataView, at: number, length: number): BtsnoopRecord {
  const originalLength = view.getUint32(at);
  return {
    opcode: view.getUint16(at + 10),
    index: indexFromWire(view.getUint16(at + 8)),
    time: timeOf(view.getBigUint64(at + 16)),
    drops: view.getUint32(at + 12),
    data: bytes.subarray(at + RECORD_HEADER_SIZE, at + RECORD_HEADER_SIZE + length),
    ...(originalLength === length ? {} : { originalLength }),
  };
}
