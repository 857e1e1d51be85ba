import { sized } from '../../protocol/bytes.js';
import { Reader, Writer } from '../../protocol/cursor.js';
import { CodecError, invalid, isObject } from '../../protocol/errors.js';
import { HEADER_SIZE, indexOnWire, readHeader, writeHeader } from '../../protocol/header.js';
import { noneOf } from '../../protocol/misspelt.js';
import { u16, u32, u8 } from '../../protocol/numbers.js';
import { struct } from '../../protocol/struct.js';
import type { BtsnoopRecord } from './records.js';
import { bytesOf } from './records.js';

/** The kinds of records (HCI_MON_* in Linux's include/net/bluetooth/hci_mon.h, BTSNOOP_OPCODE_* in BlueZ). */
export const MonitorOpcode = {
  NewIndex: 0,
  DeletedIndex: 1,
  HciCommand: 2,
  HciEvent: 3,
  AclTx: 4,
  AclRx: 5,
  ScoTx: 6,
  ScoRx: 7,
  OpenIndex: 8,
  CloseIndex: 9,
  IndexInfo: 10,
  VendorDiagnostics: 11,
  SystemNote: 12,
  UserLogging: 13,
  ControlOpen: 14,
  ControlClose: 15,
  ControlCommand: 16,
  ControlEvent: 17,
  IsoTx: 18,
  IsoRx: 19,
} as const;

/** What a socket speaks (create_monitor_ctrl_open in Linux's net/bluetooth/hci_sock.c): 0 is raw HCI, 1 the user channel. */
export const MGMT_FORMAT = 0x0002;

/** A socket was opened, or was open when the capture began. */
export interface ControlOpen {
  readonly kind: 'open';
  /** Names the socket while it is open; may be used again after that. */
  readonly cookie: number;
  /** 2 for management sockets. */
  readonly format: number;
  /** Of the management protocol, such as 1. */
  readonly version: number;
  /** Of the management protocol, such as 23. */
  readonly revision: number;
  /** May change things: bit 0 of the flags. */
  readonly trusted: boolean;
  /** The program that opened it, up to 15 bytes. */
  readonly name: string;
}

/** A program has closed its socket. */
export interface ControlClose {
  readonly kind: 'close';
  readonly cookie: number;
}

/** A frame, to the kernel (`command`) or from it (`event`). */
export interface ControlFrame {
  readonly kind: 'command' | 'event';
  readonly cookie: number;
  /** With its header, as on the socket. If the record was cut, the header has the original length. */
  readonly frame: Uint8Array;
}

/** A remark for people, which btmon shows. */
export interface SystemNote {
  readonly kind: 'note';
  readonly text: string;
}

/** A record that concerns management sockets. */
export type ControlRecord = ControlOpen | ControlClose | ControlFrame | SystemNote;
/** A record without its time and losses. */
export type ControlBody = Pick<BtsnoopRecord, 'opcode' | 'index' | 'data'>;

const COMM_SIZE = 16;
const TRUSTED = 1;

const open = struct([
  ['cookie', u32],
  ['format', u16],
  ['version', u8],
  ['revision', u16],
  ['flags', u32],
  ['name', sized(u8)],
]);

const decoder = new TextDecoder();
const encoder = new TextEncoder();

/** Text up to the first NUL. */
function textOf(bytes: Uint8Array): string {
  const end = bytes.indexOf(0);
  return decoder.decode(end === -1 ? bytes : bytes.subarray(0, end));
}

function decodeOpen(data: Uint8Array): ControlOpen {
  const { flags, name, ...rest } = open.read(new Reader(data));
  return { kind: 'open', ...rest, trusted: (flags & TRUSTED) !== 0, name: textOf(name) };
}

/** Cookie and opcode stand in front of the parameters, six bytes, as many as a frame's header has: it is as long as the record. */
function decodeFrame(kind: ControlFrame['kind'], record: BtsnoopRecord): ControlFrame {
  const { data } = record;
  const reader = new Reader(data);
  const cookie = u32.read(reader);
  const code = u16.read(reader);
  const frame = new Uint8Array(data.length);
  frame.set(data.subarray(HEADER_SIZE), HEADER_SIZE);
  writeHeader(frame, code, indexOnWire(record.index));
  if (record.originalLength !== undefined) {
    const length = Math.max(0, record.originalLength - HEADER_SIZE);
    frame.set([length & 0xff, (length >>> 8) & 0xff], 4);
  }
  return { kind, cookie, frame };
}

function decode(record: BtsnoopRecord): ControlRecord | undefined {
  switch (record.opcode) {
    case MonitorOpcode.ControlOpen:
      return decodeOpen(record.data);
    case MonitorOpcode.ControlClose:
      return { kind: 'close', cookie: u32.read(new Reader(record.data)) };
    case MonitorOpcode.ControlCommand:
      return decodeFrame('command', record);
    case MonitorOpcode.ControlEvent:
      return decodeFrame('event', record);
    case MonitorOpcode.SystemNote:
      return { kind: 'note', text: textOf(record.data) };
    default:
      return undefined;
  }
}

/**
 * What a record says about management sockets; undefined for records of other kinds and those that are too short or too
 * long. Never throws.
 */
export function decodeControl(record: BtsnoopRecord): ControlRecord | undefined {
  try {
    return decode(record);
  } catch (error) {
    if (error instanceof CodecError) return undefined;
    throw error;
  }
}

/** The reverse, without time and losses. Frames need their six bytes of header. Throws a `CodecError`. */
export function encodeControl(record: ControlRecord): ControlBody {
  if (!isObject(record)) throw invalid(record, 'what a record says');
  const writer = new Writer();
  switch (record.kind) {
    case 'open': {
      const { cookie, format, version, revision, trusted } = record;
      // As the kernel has it: 16 bytes, the last of them NUL.
      const name = new Uint8Array(COMM_SIZE);
      encoder.encodeInto(record.name, name.subarray(0, COMM_SIZE - 1));
      open.write(writer, { cookie, format, version, revision, flags: trusted ? TRUSTED : 0, name });
      return { opcode: MonitorOpcode.ControlOpen, index: null, data: writer.done() };
    }
    case 'close':
      u32.write(writer, record.cookie);
      return { opcode: MonitorOpcode.ControlClose, index: null, data: writer.done() };
    case 'note':
      writer.put(encoder.encode(`${record.text}\0`));
      return { opcode: MonitorOpcode.SystemNote, index: null, data: writer.done() };
    case 'command':
    case 'event':
      return encodeFrame(record, writer);
    default:
      throw noneOf((record as { readonly kind: unknown }).kind, KINDS).within('kind');
  }
}

const KINDS: readonly ControlRecord['kind'][] = ['open', 'close', 'command', 'event', 'note'];

function encodeFrame({ kind, cookie, frame: given }: ControlFrame, writer: Writer): ControlBody {
  const frame = bytesOf('frame', given);
  if (frame.length < HEADER_SIZE) {
    throw new CodecError('InvalidValue', `${frame.length} bytes are no frame: its header alone takes ${HEADER_SIZE}`, {
      path: 'frame',
    });
  }
  u32.write(writer, cookie);
  writer.put(frame.subarray(0, 2));
  writer.put(frame.subarray(HEADER_SIZE));
  const { index } = readHeader(frame);
  const opcode = kind === 'command' ? MonitorOpcode.ControlCommand : MonitorOpcode.ControlEvent;
  return { opcode, index, data: writer.done() };
}
