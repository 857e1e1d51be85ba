export type { CodecErrorCode, CodecErrorDetails } from './errors.js';
export { CodecError, MgmtError } from './errors.js';
export { OptionError } from './option-error.js';
export { HEADER_SIZE, MAX_FRAME_SIZE, NON_CONTROLLER, frameOf, readHeader } from './header.js';
export type { Header, NoController } from './header.js';
export type { IndexKind } from './define.js';
export type { Capability } from './capabilities.js';
export { SecurityCapabilityFlags } from './capabilities.js';
export { printable } from './printable.js';
export type { SystemParameter } from './system-parameters.js';
export type { BytesInput, BytesSource } from './bytes.js';
export { toBytes, toHex } from './bytes.js';
export type { Flags, FlagsInput } from './masks.js';
export * from './enums/index.js';
export type {
  Args,
  CommandIndex,
  CommandKind,
  CommandName,
  DecodedParams,
  EventIndex,
  EventKind,
  EventName,
  MalformedEvent,
  MgmtEvent,
  MgmtEventInput,
  MgmtNotification,
  MgmtNotificationName,
  Params,
  Reply,
  ReplyEvent,
  ReplyInput,
  UnknownEvent,
} from './tables.js';
export { commands, events } from './documentation/tables.js';
export type { CommandTable, EventTable } from './documentation/tables.js';
export type {
  CommandDescription,
  EventDescription,
  FieldDescription,
  FieldKind,
  MessageDescription,
  ValueDescription,
} from './documentation/description.js';
export type { CommandClass } from './documentation/sharing.js';
export type { Unit } from './documentation/words.js';
export type { CommandTypes, EntryTypes, EventTypes } from './messages.generated.js';
export type { Accepted, Decoded, Wire } from './wire.js';
export type { ReceivedWith } from './received.js';
export type { DecodedCommand, MalformedCommand, UnknownCommand } from './decode.js';
export { decodeCommand, decodeEvent, decodeReply } from './decode.js';
export { encodeCommand, encodeEvent, encodeReply } from './encode.js';
export * from './advertising/index.js';
export * from './json/index.js';
