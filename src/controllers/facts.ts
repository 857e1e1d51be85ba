import type { Observable } from 'rxjs';
import { filter, map, merge } from 'rxjs';
import type { Mgmt } from '../mgmt/mgmt.js';
import { decodeEvent, decodeReply } from '../protocol/decode.js';
import { commandNames } from '../protocol/tables.js';
import type { CommandName, MgmtNotification, Reply } from '../protocol/tables.js';

/** The command with an opcode and what it returned, whoever in this process has sent it. */
export type ReplyFact = {
  readonly [N in CommandName]: {
    readonly fact: 'Reply';
    readonly command: N;
    readonly index: number | null;
    readonly reply: Reply<N>;
  };
}[CommandName];

/** What teaches us something about controllers, in the order in which the kernel said it. */
export type Fact =
  | { readonly fact: 'Event'; readonly event: MgmtNotification }
  | ReplyFact
  /** Something got lost: whatever we know may be out of date. */
  | { readonly fact: 'Loss' };

const COMMAND_COMPLETE = 0x0001;

/** Command Complete is the only event that tells what a command of our own has changed. */
function replyIn(bytes: Uint8Array): ReplyFact | undefined {
  if (bytes[0] !== COMMAND_COMPLETE || bytes[1] !== 0) return undefined;
  const event = decodeEvent(bytes);
  if (event.event !== 'CommandComplete' || event.status !== 'Success') return undefined;
  const command = commandNames.get(event.commandOpcode);
  if (command === undefined) return undefined;
  try {
    const reply = decodeReply(command, event.returnParameters);
    // Name and reply belong together, which the compiler can't follow through the table.
    return { fact: 'Reply', command, index: event.index, reply } as ReplyFact;
  } catch {
    // Too short for its fields: whoever sent the command is told so. It says nothing about the controller.
    return undefined;
  }
}

/** Events and replies of one client. */
export function factsOf(mgmt: Mgmt): Observable<Fact> {
  const replies$ = mgmt.frames$.pipe(
    filter(({ direction }) => direction === 'in'),
    map(({ bytes }) => replyIn(bytes)),
    filter((reply) => reply !== undefined),
  );
  const events$ = mgmt.events$.pipe(map((event): Fact => ({ fact: 'Event', event })));
  return merge(replies$, events$);
}

/** The losses of one client. */
export function lossesOf(mgmt: Mgmt): Observable<Fact> {
  return mgmt.drops$.pipe(map(() => ({ fact: 'Loss' })));
}
