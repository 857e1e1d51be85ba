import { Observable } from 'rxjs';
import type { Subscriber, TeardownLogic } from 'rxjs';
import type { EventSelection } from './event-router.js';

/** Hands the events of a selection to a subscriber. */
type Listen<T> = (subscriber: Subscriber<T>, selection: EventSelection) => TeardownLogic;

/**
 * Events that can be narrowed at their source: what is filtered out does not even come by. An Observable as any other
 * for the others.
 */
export class EventStream<T> extends Observable<T> {
  constructor(
    private readonly listen: Listen<T>,
    private readonly selection: EventSelection = {},
  ) {
    super((subscriber) => listen(subscriber, selection));
  }

  /** Only what both selections let through. */
  narrow({ names, index }: EventSelection): EventStream<T> {
    const own = this.selection;
    // Two controllers, or events without a name in common: nothing, but it goes on.
    const isNothing = index !== undefined && own.index !== undefined && index !== own.index;
    const left = isNothing ? new Set<string>() : intersection(own.names, names);
    const wanted = index === undefined ? own.index : index;
    return new EventStream(this.listen, {
      ...(left === undefined ? {} : { names: left }),
      ...(wanted === undefined ? {} : { index: wanted }),
    });
  }
}

function intersection(
  a: ReadonlySet<string> | undefined,
  b: ReadonlySet<string> | undefined,
): ReadonlySet<string> | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return new Set([...a].filter((name) => b.has(name)));
}

/** Narrows a stream of events at its source; undefined if its source is not a client's, or something stands between. */
export function narrowed<T>(source$: Observable<T>, selection: EventSelection): Observable<T> | undefined {
  return source$ instanceof EventStream ? (source$ as EventStream<T>).narrow(selection) : undefined;
}
