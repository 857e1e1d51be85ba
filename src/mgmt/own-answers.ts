import { OPCODES } from '../protocol/codes.generated.js';
import type { Observable } from 'rxjs';
import { filter, map } from 'rxjs';
import type { Mgmt } from './mgmt.js';
import { isCommandComplete } from '../protocol/command-complete.js';
import { decodeEvent } from '../protocol/decode.js';
import { HEADER_SIZE } from '../protocol/header.js';
import type { CommandName, MgmtEvent } from '../protocol/tables.js';

/** Where the opcode stands in Command Complete. */
const OPCODE_AT = HEADER_SIZE;

/** What a client's commands of one name were answered with, whoever in this process has sent them: events say nothing of that to its own socket. */
export function ownAnswers(mgmt: Mgmt, command: CommandName): Observable<MgmtEvent<'CommandComplete'>> {
  const opcode = OPCODES[command];
  return mgmt.frames$.pipe(
    filter(
      ({ direction, bytes }) =>
        direction === 'in' &&
        isCommandComplete(bytes) &&
        bytes[OPCODE_AT] === (opcode & 0xff) &&
        bytes[OPCODE_AT + 1] === opcode >> 8,
    ),
    map(({ bytes }) => decodeEvent(bytes)),
    filter((event) => event.event === 'CommandComplete'),
  );
}
