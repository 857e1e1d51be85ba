import type { MgmtNotification } from '../protocol/tables.js';

/** Which events a subscriber wants. What is left out is not asked about. */
export interface EventSelection {
  /** The names of the events. */
  readonly names?: ReadonlySet<string>;
  /** The controller. */
  readonly index?: number | null;
}

/** Who listens. */
export interface EventListener {
  next(event: MgmtNotification): void;
  error(error: unknown): void;
  complete(): void;
}

/** One who listens, at the places where the events that it wants are looked for. */
interface Entry {
  readonly listener: EventListener;
  /** Those who came earlier are told earlier, wherever they are listed. */
  readonly order: number;
}

/** For those who want all events, and of all controllers: no name of an event, and no index. */
const ANY_NAME = '';
const ANY_INDEX = -1;

type Place = readonly [name: string, index: number | null];
type ByPlace<T> = Map<string, Map<number | null, T>>;

function put<T>(map: ByPlace<T>, [name, index]: Place, value: T): T {
  const byIndex = map.get(name);
  if (byIndex === undefined) map.set(name, new Map([[index, value]]));
  else byIndex.set(index, value);
  return value;
}

/** Takes each event to those who want it. For all others it costs nothing, however many they are. */
export class EventRouter {
  readonly #wanted: ByPlace<Set<Entry>> = new Map();
  readonly #known = new Map<EventListener, { readonly entry: Entry; readonly places: readonly Place[] }>();
  /** Those whom events of one name and controller concern, in order. Made when such an event comes, and anew after each change. */
  #concerned: ByPlace<readonly EventListener[]> = new Map();
  #order = 0;

  add(listener: EventListener, { names, index = ANY_INDEX }: EventSelection): void {
    const entry: Entry = { listener, order: this.#order++ };
    const places = [...(names ?? [ANY_NAME])].map((name): Place => [name, index]);
    this.#known.set(listener, { entry, places });
    for (const place of places) (this.#at(place) ?? put(this.#wanted, place, new Set<Entry>())).add(entry);
    this.#concerned.clear();
  }

  remove(listener: EventListener): void {
    const known = this.#known.get(listener);
    if (known === undefined) return;
    this.#known.delete(listener);
    for (const place of known.places) this.#leave(place, known.entry);
    this.#concerned.clear();
  }

  /** Who comes or goes meanwhile changes the next delivery. */
  deliver(event: MgmtNotification): void {
    const { event: name, index } = event;
    const concerned =
      this.#concerned.get(name)?.get(index) ?? put(this.#concerned, [name, index], this.#find(name, index));
    for (const listener of concerned) listener.next(event);
  }

  /** Tells all that nothing comes any more, in the order in which they came. */
  end(tell: (listener: EventListener) => void): void {
    const listeners = [...this.#known.keys()];
    this.#known.clear();
    this.#wanted.clear();
    this.#concerned.clear();
    listeners.forEach(tell);
  }

  #find(name: string, index: number | null): readonly EventListener[] {
    const places: readonly Place[] = [
      [name, index],
      [name, ANY_INDEX],
      [ANY_NAME, index],
      [ANY_NAME, ANY_INDEX],
    ];
    return places
      .flatMap((place) => [...(this.#at(place) ?? [])])
      .sort((a, b) => a.order - b.order)
      .map(({ listener }) => listener);
  }

  #at([name, index]: Place): Set<Entry> | undefined {
    return this.#wanted.get(name)?.get(index);
  }

  #leave([name, index]: Place, entry: Entry): void {
    const byIndex = this.#wanted.get(name);
    const entries = byIndex?.get(index);
    entries?.delete(entry);
    if (entries?.size === 0) byIndex?.delete(index);
    if (byIndex?.size === 0) this.#wanted.delete(name);
  }
}
