import type { Observable, SchedulerLike } from 'rxjs';
import type { CommandOptions } from './options.js';
import type { Args, CommandIndex, CommandName, Params, Reply } from '../protocol/tables.js';

/** What sends commands: a client, or what undoes something for it. */
export interface Sender {
  readonly scheduler: SchedulerLike;
  command$<N extends CommandName>(name: N, index: CommandIndex<N>, ...args: Args<N>): Observable<Reply<N>>;
  commandWith$<N extends CommandName>(
    name: N,
    index: CommandIndex<N>,
    params: Params<N>,
    options?: CommandOptions,
  ): Observable<Reply<N>>;
}
