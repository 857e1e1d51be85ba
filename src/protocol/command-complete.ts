import { part } from './bytes.js';
import { HEADER_SIZE, MAX_FRAME_SIZE, indexOnWire, writeHeader } from './header.js';
import type { MgmtEvent, MgmtEventInput } from './tables.js';
import { commandComplete } from './domains/system.js';

// Each command is answered by one of these. JavaScript makes and reads an object whose names stand in the code four times
// as fast as one whose names are data: so they do, for this event. Codecs and their order are those of the declaration.
const { code, params } = commandComplete;
const [[, opcode], [, status]] = params.fields;
const STATUS_AT = HEADER_SIZE + opcode.size;
const REST_AT = STATUS_AT + status.size;
const NAMES = ['event', 'index', 'commandOpcode', 'status', 'returnParameters'];

export const COMMAND_COMPLETE = code;

/** Whether a frame is one, without decoding it. */
export const isCommandComplete = (frame: Uint8Array): boolean => frame[0] === (code & 0xff) && frame[1] === code >> 8;

/** Reads a frame whose header is right. Undefined if it is too short: the declaration can say for what. */
export function readCommandComplete(frame: Uint8Array, index: number | null): MgmtEvent<'CommandComplete'> | undefined {
  if (frame.length < REST_AT) return undefined;
  return {
    event: 'CommandComplete',
    index,
    commandOpcode: opcode.get(frame, HEADER_SIZE),
    status: status.get(frame, STATUS_AT),
    returnParameters: part(frame, REST_AT, frame.length),
  };
}

/** Writes an event as it was read. Undefined for anything else, right or wrong: the declaration can say what is wrong. */
export function writeCommandComplete(event: MgmtEventInput<'CommandComplete'>): Uint8Array | undefined {
  let n = 0;
  for (const name in event) if (name !== NAMES[n++]) return undefined;
  const { index, commandOpcode, returnParameters } = event;
  if (!(returnParameters instanceof Uint8Array) || returnParameters.length > MAX_FRAME_SIZE - REST_AT) return undefined;
  const frame = new Uint8Array(REST_AT + returnParameters.length);
  try {
    opcode.set(frame, HEADER_SIZE, commandOpcode);
    status.set(frame, STATUS_AT, event.status);
    frame.set(returnParameters, REST_AT);
    writeHeader(frame, code, indexOnWire(index));
    return frame;
  } catch {
    return undefined;
  }
}
