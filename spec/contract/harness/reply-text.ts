import { commands, decodeReply, isCodecError, toHex, type CommandName, type MgmtEvent } from 'rx-btmgmt';
import { fields } from './format.js';

type Reply = Extract<MgmtEvent, { readonly event: 'CommandComplete' | 'CommandStatus' }>;

export const commandNameOf = (opcode: number): CommandName | undefined =>
  (Object.keys(commands) as CommandName[]).find((name) => commands[name].opcode === opcode);

/** The status of a reply, and what it returns; `status` if it came as a Command Status. */
export function replyText(reply: Reply): string {
  if (reply.event === 'CommandStatus') return `status ${reply.status}`;
  const returned = returnedText(reply.commandOpcode, reply.returnParameters);
  return `${reply.status}${returned === '' ? '' : ` ${returned}`}`;
}

/** Return parameters by their names; as bytes if they are not those of the command, as of some failures. */
function returnedText(opcode: number, returned: Uint8Array): string {
  const command = commandNameOf(opcode);
  const hex = toHex(returned).replaceAll(' ', '');
  if (command === undefined) return hex;
  try {
    return fields(command, decodeReply(command, returned));
  } catch (error) {
    if (isCodecError(error)) return hex;
    throw error;
  }
}
