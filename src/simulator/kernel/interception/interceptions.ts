import { plainIndex } from '../../../protocol/header.js';
import type { Socket } from '../../sockets/socket.js';
import type { Interception, InterceptionFilter } from '../../options/simulator-interception.js';

/** What passes by: a command on its way to the kernel, or an event on its way to a program. */
export interface Passing {
  readonly socket: Socket;
  readonly name: string | undefined;
  readonly index: number | null;
}

/** A function that is asked, and for what. */
interface Entry<Handler> {
  readonly names: readonly string[];
  readonly handler: Handler;
  readonly filter: InterceptionFilter;
  hits: number;
}

/** The interceptions of one kind that are in force, in the order in which they came. */
export class Interceptions<Handler> {
  readonly #entries = new Set<Entry<Handler>>();

  add(name: string | readonly string[], handler: Handler, filter: InterceptionFilter): Interception {
    const entry: Entry<Handler> = { names: [name].flat(), handler, filter, hits: 0 };
    const entries = this.#entries;
    entries.add(entry);
    return {
      get hits() {
        return entry.hits;
      },
      end: () => void entries.delete(entry),
    };
  }

  get isEmpty(): boolean {
    return this.#entries.size === 0;
  }

  /** Those that match, each with how often it was asked before. Being asked counts. */
  *asked({ socket, name, index }: Passing): Generator<readonly [handler: Handler, nth: number]> {
    for (const entry of this.#entries) {
      const { names, handler, filter } = entry;
      if (name === undefined || !names.includes(name)) continue;
      if (filter.index !== undefined && plainIndex(filter.index) !== index) continue;
      if (filter.transport !== undefined && filter.transport !== socket.transport) continue;
      const nth = entry.hits++;
      // Before it is asked: what it does may lead here again.
      if (entry.hits === filter.times) this.#entries.delete(entry);
      yield [handler, nth];
    }
  }

  clear(): void {
    this.#entries.clear();
  }
}
