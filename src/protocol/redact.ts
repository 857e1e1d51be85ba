import type { BytesSource } from './bytes.js';
import { toBytes } from './bytes.js';
import { decodeCommand, decodeEvent, decodeReply } from './decode.js';
import { encodeCommand, encodeEvent, encodeReply } from './encode.js';
import { CodecError, isObject } from './errors.js';
import { HEADER_SIZE, readHeader } from './header.js';
import type { MgmtEvent } from './tables.js';
import { commandNames, eventNames } from './tables.js';
import { encodeText } from './text.js';
import { commandSecrets, eventSecrets, replySecrets, withoutSecrets } from './secrets.js';

/** A value of the same size without its content. */
function blank(name: string, value: unknown): unknown {
  if (value instanceof Uint8Array) return name === 'eirData' ? withoutSecrets(value) : new Uint8Array(value.length);
  if (typeof value === 'string') return '\0'.repeat(encodeText(value).length);
  return typeof value === 'bigint' ? 0n : 0;
}

/** The fields with zeros for those that are secret, at any depth; what stands behind the known fields may be anything. */
function blankFields(value: unknown, secrets: readonly string[]): unknown {
  if (Array.isArray(value)) return value.map((item) => blankFields(item, secrets));
  if (!isObject(value) || value instanceof Uint8Array) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, field]: [string, unknown]) => [
      name,
      secrets.includes(name) || name === 'trailing' ? blank(name, field) : blankFields(field, secrets),
    ]),
  );
}

/** The frame with its header only: for messages that hold a secret at an unknown place. */
function withoutParameters(frame: Uint8Array): Uint8Array {
  return frame.slice().fill(0, HEADER_SIZE);
}

/** Better too little in a capture than a key: what can't be written as it was read loses all its parameters. */
function orWithoutParameters(frame: Uint8Array, redact: () => Uint8Array): Uint8Array {
  try {
    const redacted = redact();
    return redacted.length === frame.length ? redacted : withoutParameters(frame);
  } catch (error) {
    if (error instanceof CodecError) return withoutParameters(frame);
    throw error;
  }
}

/**
 * A command with zeros for all key material: link keys, long-term, identity and signature keys, blocked keys, out-of-band
 * data, PINs and passkeys. Its length stays. Frames without any are returned as they are, and so are those that are cut.
 *
 * Commands that this library does not know stay as they are.
 *
 * @throws CodecError for what is no bytes, and for nothing else
 */
export function redactCommand(source: BytesSource): Uint8Array {
  const frame = toBytes(source);
  if (frame.length < HEADER_SIZE) return frame;
  const { code, index } = readHeader(frame);
  const name = commandNames.get(code);
  const secrets = name && commandSecrets.get(name);
  if (name === undefined || secrets === undefined) return frame;
  return orWithoutParameters(frame, () => {
    const decoded = decodeCommand(frame);
    if (decoded.command === 'Unknown' || decoded.command === 'Malformed') return withoutParameters(frame);
    const { params, trailing } = decoded;
    const all = trailing === undefined ? params : { ...params, trailing };
    return encodeCommand(name, index, blankFields(all, secrets) as never);
  });
}

/** An event, see {@link redactCommand}; also covers return parameters. */
export function redactEvent(source: BytesSource): Uint8Array {
  const frame = toBytes(source);
  if (frame.length < HEADER_SIZE) return frame;
  const name = eventNames.get(readHeader(frame).code);
  const secrets = name && eventSecrets.get(name);
  if (secrets === undefined && name !== 'CommandComplete') return frame;
  return orWithoutParameters(frame, () => {
    const event = decodeEvent(frame);
    if (event.event === 'CommandComplete') return redactReply(frame, event);
    if (event.event === 'Unknown' || event.event === 'Malformed') return withoutParameters(frame);
    return secrets === undefined ? frame : encodeEvent(blankFields(event, secrets) as MgmtEvent);
  });
}

function redactReply(frame: Uint8Array, event: MgmtEvent<'CommandComplete'>): Uint8Array {
  const { index, commandOpcode, status, returnParameters } = event;
  const name = commandNames.get(commandOpcode);
  const secrets = name && replySecrets.get(name);
  if (name === undefined || secrets === undefined || returnParameters.length === 0) return frame;
  const reply = blankFields(decodeReply(name, returnParameters), secrets);
  return encodeReply(name, index, reply as never, status);
}
