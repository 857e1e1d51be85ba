import type { Observable } from 'rxjs';
import { filter, map, merge } from 'rxjs';
import { narrowed } from '../mgmt/event-stream.js';
import { isBeside } from '../mgmt/frames.js';
import type { Mgmt } from '../mgmt/mgmt.js';
import { isCommandComplete } from '../protocol/command-complete.js';
import { decodeEvent, decodeReply } from '../protocol/decode.js';
import { commandNames } from '../protocol/tables.js';
import type { CommandName, MgmtNotification, MgmtNotificationName, Reply } from '../protocol/tables.js';

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
  /** Something of a controller was changed, and what is now has to be read. */
  | { readonly fact: 'Change'; readonly index: number | null }
  /** Something got lost: whatever we know may be out of date. */
  | { readonly fact: 'Loss' }
  /** There is no way to the kernel for now. A loss follows when there is one again. */
  | { readonly fact: 'Cut' };

/** The events that say something of a state. All others, such as those of discoveries, do not even come by. */
const TELLING: ReadonlySet<MgmtNotificationName> = new Set([
  'IndexAdded',
  'IndexRemoved',
  'UnconfiguredIndexAdded',
  'UnconfiguredIndexRemoved',
  'NewSettings',
  'ClassOfDeviceChanged',
  'LocalNameChanged',
  'ExtendedControllerInformationChanged',
  'NewConfigurationOptions',
  'Discovering',
  'DeviceConnected',
  'DeviceDisconnected',
  'NewIdentityResolvingKey',
]);

const isTelling = (event: string): boolean => (TELLING as ReadonlySet<string>).has(event);

/** Command Complete is the only event that tells what a command of our own has changed. */
function replyIn(bytes: Uint8Array): Fact | undefined {
  if (!isCommandComplete(bytes)) return undefined;
  const event = decodeEvent(bytes);
  if (event.event !== 'CommandComplete' || event.status !== 'Success') return undefined;
  const command = commandNames.get(event.commandOpcode);
  if (command === undefined) return undefined;
  // Over a connection beside the main one it may come later than the news of a later change.
  if (isBeside(bytes) && !/^(Read|Get)/.test(command)) return { fact: 'Change', index: event.index };
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
  const all$ = mgmt.events$;
  const telling$ = narrowed(all$, { names: TELLING }) ?? all$.pipe(filter(({ event }) => isTelling(event)));
  return merge(replies$, telling$.pipe(map((event): Fact => ({ fact: 'Event', event }))));
}

/** The losses of one client. */
export function lossesOf(mgmt: Mgmt): Observable<Fact> {
  return merge(
    mgmt.cuts$.pipe(map((): Fact => ({ fact: 'Cut' }))),
    mgmt.drops$.pipe(map((): Fact => ({ fact: 'Loss' }))),
  );
}
