import type { BytesSource } from './bytes.js';
import { toBytes } from './bytes.js';
import { CodecError, invalid } from './errors.js';

/** Code, controller index and parameter length, each a u16 (struct mgmt_hdr). */
export const HEADER_SIZE = 6;
/** The largest frame: a header and as many parameters as its length field can say. */
export const MAX_FRAME_SIZE = HEADER_SIZE + 0xffff;
/**
 * What stands on the wire where there is no controller (MGMT_INDEX_NONE). Everything that is decoded says `null` instead; both
 * are accepted.
 */
export const NON_CONTROLLER = 0xffff;

/** What may be given for no controller. */
export type NoController = null | typeof NON_CONTROLLER;

/** What stands in front of each frame: six bytes (mgmt-protocol, Packet Structures). */
export interface Header {
  readonly code: number;
  /** The controller, 0 to 65534; `null` for none. */
  readonly index: number | null;
  readonly length: number;
}

/**
 * What stands in front of each frame.
 *
 * @throws CodecError if there are less than six bytes
 */
export function readHeader(frame: BytesSource): Header {
  const bytes = toBytes(frame);
  if (bytes.length >= HEADER_SIZE) return headerIn(bytes);
  const reason = `the frame has ${bytes.length} bytes, its header alone needs ${HEADER_SIZE}`;
  throw new CodecError('Truncated', reason, { offset: 0 });
}

/** The same of a frame that is known to be long enough: one comes with everything that arrives. */
export function headerIn(frame: Uint8Array): Header {
  return {
    code: frame[0]! | (frame[1]! << 8),
    index: indexFromWire(frame[2]! | (frame[3]! << 8)),
    length: frame[4]! | (frame[5]! << 8),
  };
}

/** Fills in the header of a frame whose parameters stand behind it already. */
export function writeHeader(frame: Uint8Array, code: number, index: number): void {
  if (frame.length > MAX_FRAME_SIZE) {
    const reason = `the frame would have ${frame.length} bytes, at most ${MAX_FRAME_SIZE} are possible`;
    throw new CodecError('InvalidValue', reason);
  }
  const length = frame.length - HEADER_SIZE;
  frame[0] = code;
  frame[1] = code >>> 8;
  frame[2] = index;
  frame[3] = index >>> 8;
  frame[4] = length;
  frame[5] = length >>> 8;
}

const isU16 = (value: unknown): value is number =>
  typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= 0xffff;

/** The index as people see it. */
export function indexFromWire(index: number): number | null {
  return index === NON_CONTROLLER ? null : index;
}

/** The index as people see it, for what they may pass: the same, but `null` for {@link NON_CONTROLLER}. */
export function plainIndex(index: number | null): number | null {
  return index === null ? null : indexFromWire(index);
}

/** The index on the wire for what people pass; `null` stands for no controller. */
export function indexOnWire(index: number | null): number {
  const value: unknown = index ?? NON_CONTROLLER;
  if (!isU16(value)) {
    throw invalid(value, `a controller index from 0 to 65534, or ${NON_CONTROLLER} or null for none`).within('index');
  }
  return value;
}

/** A whole frame from its parts, for codes without a declaration. Throws a `CodecError` if they do not make up one. */
export function frameOf(code: number, index: number | null, parameters: Uint8Array): Uint8Array {
  if (!isU16(code)) throw invalid(code, 'an integer from 0 to 65535').within('code');
  if (!(parameters instanceof Uint8Array))
    throw invalid(parameters, 'a Uint8Array').within('parameters').withoutValue();
  const wireIndex = indexOnWire(index);
  const frame = new Uint8Array(HEADER_SIZE + parameters.length);
  frame.set(parameters, HEADER_SIZE);
  writeHeader(frame, code, wireIndex);
  return frame;
}
