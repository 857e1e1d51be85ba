import { OPCODES } from '../../../protocol/codes.generated.js';
import { EMPTY, defer, filter, map, merge, switchMap, take, throwError, using } from 'rxjs';
import type { Observable, SchedulerLike } from 'rxjs';
import { decodeEvent, decodeReply } from '../../../protocol/decode.js';
import { encodeCommand } from '../../../protocol/encode.js';
import type { CommandIndex, CommandName, MgmtEvent, Params, Reply, ReplyEvent } from '../../../protocol/tables.js';
import { after } from '../../schedule-after.js';
import type { Transport } from '../../transport.js';

/** The kernel has not answered. */
export class Silence extends Error {
  constructor(
    readonly command: CommandName,
    readonly index: number | null,
  ) {
    super(`no answer to ${command}`);
  }
}

/** What the kernel said: the status, and what was asked for if it is `'Success'`. */
export interface Answer<N extends CommandName> {
  readonly status: ReplyEvent['status'];
  readonly reply: Reply<N> | undefined;
}

/** Asks the kernel. Errors with a {@link Silence} if it does not answer, with a `TransportError` if it can't be asked. */
export type Ask = <N extends CommandName>(
  command: N,
  index: CommandIndex<N> & (number | null),
  params: Params<N>,
) => Observable<Answer<N>>;

const isReply = (event: MgmtEvent): event is ReplyEvent =>
  event.event === 'CommandComplete' || event.event === 'CommandStatus';

function answerFrom<N extends CommandName>(command: N, event: ReplyEvent): Answer<N> {
  const { status } = event;
  const isComplete = event.event === 'CommandComplete' && status === 'Success';
  return { status, reply: isComplete ? decodeReply(command, event.returnParameters) : undefined };
}

/**
 * Asks over one connection, which is open as long as the questions last. Not with a `Mgmt`, which stands a floor higher: what that
 * has more, these questions do not need.
 */
export function withQuestions<T>(
  transport: Transport,
  timeout: number,
  scheduler: SchedulerLike,
  questions: (ask: Ask) => Observable<T>,
): Observable<T> {
  const replies$ = transport.frames$.pipe(map(decodeEvent), filter(isReply));

  const ask: Ask = (command, index, params) => {
    const opcode = OPCODES[command];
    const answer$ = replies$.pipe(
      filter((event) => event.commandOpcode === opcode && event.index === index),
      map((event) => answerFrom(command, event)),
    );
    const send$ = defer(() => {
      transport.send(encodeCommand(command, index, params));
      return EMPTY;
    });
    const silence$ = after(timeout, scheduler).pipe(switchMap(() => throwError(() => new Silence(command, index))));
    return merge(answer$, send$, silence$).pipe(take(1));
  };

  // That it fails is told to each question.
  const keepOpen = () => transport.frames$.subscribe({ error: () => undefined });
  return using(keepOpen, () => questions(ask));
}
