/**
 * HCI packets as they pass between the kernel and a controller (Core Specification, volume 4, part E, section 5.4, with the
 * packet type of part A, section 2, in front).
 */
const COMMAND = 0x01;
const ACL_DATA = 0x02;
const EVENT = 0x04;
/** Not of HCI: what /dev/vhci says about itself. */
const VENDOR = 0xff;

const INQUIRY_COMPLETE = 0x01;
const INQUIRY_RESULT = 0x02;
const COMMAND_COMPLETE = 0x0e;
const COMMAND_STATUS = 0x0f;
const LE_META = 0x3e;
const LE_ADVERTISING_REPORT = 0x02;
/** How many commands the kernel may send before the next answer. */
const ONE_COMMAND = 1;

/** What the kernel writes to a controller. */
export type HostPacket =
  | { readonly kind: 'command'; readonly opcode: number; readonly parameters: Buffer }
  | { readonly kind: 'data' }
  | { readonly kind: 'created'; readonly index: number };

/** Takes the first packet off `bytes`; undefined while it is not whole. */
export function takePacket(bytes: Buffer): { packet: HostPacket; rest: Buffer } | undefined {
  if (bytes.length < 4) return undefined;
  const type = bytes[0];
  const length = packetLength(type, bytes);
  if (bytes.length < length) return undefined;
  return { packet: readPacket(type, bytes.subarray(0, length)), rest: bytes.subarray(length) };
}

function packetLength(type: number | undefined, bytes: Buffer): number {
  switch (type) {
    case COMMAND:
      return 4 + bytes.readUInt8(3);
    case ACL_DATA:
      return bytes.length < 5 ? Infinity : 5 + bytes.readUInt16LE(3);
    case VENDOR:
      return 4;
    default:
      throw new Error(`The kernel wrote a packet of the unknown type ${String(type)}.`);
  }
}

function readPacket(type: number | undefined, bytes: Buffer): HostPacket {
  if (type === VENDOR) return { kind: 'created', index: bytes.readUInt16LE(2) };
  if (type === ACL_DATA) return { kind: 'data' };
  return { kind: 'command', opcode: bytes.readUInt16LE(1), parameters: bytes.subarray(4) };
}

/** The answer to a command: its return parameters, of which the first is the status. */
export function commandComplete(opcode: number, returned: readonly number[]): Buffer {
  return event(COMMAND_COMPLETE, [ONE_COMMAND, ...u16(opcode), ...returned]);
}

/** The answer to a command whose result comes later or, with a `status` other than 0, never. */
export function commandStatus(opcode: number, status: number): Buffer {
  return event(COMMAND_STATUS, [status, ONE_COMMAND, ...u16(opcode)]);
}

/** How an advertisement is made: the event types of LE Advertising Report. */
export const ReportType = { connectable: 0, scannable: 2, nonConnectable: 3 } as const;

/** One advertisement that the controller has heard. `address` as on the wire, least significant byte first. */
export function advertisingReport(report: {
  readonly type: number;
  readonly addressType: 'public' | 'random';
  readonly address: readonly number[];
  readonly data: Uint8Array;
  readonly rssi: number;
}): Buffer {
  const { type, addressType, address, data, rssi } = report;
  const random = addressType === 'random' ? 1 : 0;
  return event(LE_META, [LE_ADVERTISING_REPORT, 1, type, random, ...address, data.length, ...data, rssi & 0xff]);
}

/** A device that answered an inquiry: no class, no clock, and no strength, for which there is no room. */
export function inquiryResult(address: readonly number[]): Buffer {
  const [repetition, reserved, classOfDevice, clockOffset] = [1, [0, 0], [0, 0, 0], u16(0)];
  return event(INQUIRY_RESULT, [1, ...address, repetition, ...reserved, ...classOfDevice, ...clockOffset]);
}

export function inquiryComplete(): Buffer {
  return event(INQUIRY_COMPLETE, [0]);
}

function event(code: number, parameters: readonly number[]): Buffer {
  return Buffer.from([EVENT, code, parameters.length, ...parameters]);
}

export function u16(value: number): [low: number, high: number] {
  return [value & 0xff, value >> 8];
}
