import type { Codec, InOf } from './codec.js';
import { CodecError, isObject } from './errors.js';
import type { Fields } from './fields.js';
import type { Struct } from './struct.js';

/**
 * What an event has that told of an entry, besides the entry: it may be there, so that the event itself can be loaded again.
 * Only that event, since others have fields of the same names and mean something else.
 */
export interface ReceivedWith<N extends string> {
  readonly event?: N;
  readonly index?: number | null;
  readonly storeHint?: boolean | number;
  readonly trailing?: Uint8Array;
}

const HEAD = ['event', 'index', 'storeHint', 'trailing'];

/** Also says which event and what else of it may stand there: the types that people see are made of that. */
type Received<F extends Fields, N extends string, Besides> = Struct<F> &
  Codec<ReturnType<Struct<F>['read']>, InOf<Struct<F>> & ReceivedWith<N> & Partial<Besides>> & {
    readonly received: { readonly event: N; readonly besides: readonly (keyof Besides & string)[] };
  };

/**
 * An entry of a list that is loaded into the kernel, which came with an event of this name. `besides` are further fields of the
 * event that the list has no use for.
 */
export function received<const F extends Fields, const N extends string, Besides = unknown>(
  entry: Struct<F>,
  event: N,
  besides: readonly (keyof Besides & string)[] = [],
): Received<F, N, Besides> {
  const known = [...HEAD, ...besides];
  return {
    ...entry,
    received: { event, besides },
    write: (writer, value: unknown) => {
      // Callers without types may pass anything: the entry says what is wrong with it.
      if (!isObject(value)) {
        entry.write(writer, value as never);
        return;
      }
      const { event: name = event } = value as { readonly event?: unknown };
      if (name !== event) {
        const reason = `this came with another event: ${event} brings what is loaded here`;
        throw new CodecError('InvalidValue', reason, { path: 'event' });
      }
      entry.writeFrom(writer, value, known);
    },
  };
}
