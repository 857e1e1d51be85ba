import {
  commands,
  decodeCommand,
  decodeEvent,
  decodeReply,
  encodeCommand,
  encodeEvent,
  encodeReply,
  isCodecError,
  toHex,
  type CommandName,
  type MgmtFrame,
} from 'rx-btmgmt';

const nameOf = (opcode: number): CommandName | undefined =>
  (Object.keys(commands) as CommandName[]).find((name) => commands[name].opcode === opcode);

/** What a test sends on purpose, to see the kernel refuse it. */
const isWrongOnPurpose = (command: string): boolean => command === 'Unknown' || command === 'Malformed';

function encodedAgain({ direction, bytes }: MgmtFrame): Uint8Array | string {
  if (direction === 'out') {
    const decoded = decodeCommand(bytes);
    if (isWrongOnPurpose(decoded.command)) return bytes;
    const { command, index, params, trailing } = decoded as Exclude<typeof decoded, { readonly bytes: Uint8Array }>;
    return encodeCommand(command, index, { ...params, ...(trailing && { trailing }) });
  }
  const event = decodeEvent(bytes);
  if (event.event === 'Unknown' || event.event === 'Malformed') return event.event;
  if (event.event !== 'CommandComplete') return encodeEvent(event);
  const command = nameOf(event.commandOpcode);
  if (command === undefined) return `reply to ${String(event.commandOpcode)}`;
  try {
    return encodeReply(command, event.index, decodeReply(command, event.returnParameters) as never, event.status);
  } catch (error) {
    // A failure may come without the return parameters.
    if (event.status === 'Success' || !isCodecError(error) || error.code !== 'Truncated') throw error;
    return encodeEvent(event);
  }
}

/** What is wrong with a frame that went over the kernel's socket, if anything is. */
export function faultOf(frame: MgmtFrame): string | undefined {
  const hex = toHex(frame.bytes);
  const again = encodedAgain(frame);
  const seen = typeof again === 'string' ? again : toHex(again);
  return seen === hex ? undefined : `${frame.direction} ${hex}: ${seen}`;
}
