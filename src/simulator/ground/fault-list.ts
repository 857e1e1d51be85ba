/** A fault that is in force. */
interface InForce {
  /** How often it has struck. */
  readonly hits: number;
  end(): void;
}

/** One fault that is in force. */
interface Entry<Subject, Effect> {
  readonly matches: (subject: Subject) => boolean;
  readonly effect: Effect;
  hits: number;
  left: number;
}

/** The faults of one kind that are in force, and what each of them strikes. */
export class FaultList<Subject, Effect> {
  readonly #entries = new Set<Entry<Subject, Effect>>();

  /** @param onEnd called once, when it is ended from outside or has struck for the last time */
  add(matches: (subject: Subject) => boolean, effect: Effect, times = Infinity, onEnd?: () => void): InForce {
    const entry: Entry<Subject, Effect> = { matches, effect, hits: 0, left: times };
    this.#entries.add(entry);
    const entries = this.#entries;
    return {
      get hits() {
        return entry.hits;
      },
      end: () => {
        if (entries.delete(entry)) onEnd?.();
      },
    };
  }

  get isEmpty(): boolean {
    return this.#entries.size === 0;
  }

  /** What the first fault that matches does to a subject; undefined if it goes unharmed. */
  strike(subject: Subject): Effect | undefined {
    for (const entry of this.#entries) {
      if (!entry.matches(subject)) continue;
      entry.hits++;
      if (--entry.left === 0) this.#entries.delete(entry);
      return entry.effect;
    }
    return undefined;
  }

  /** Whether a fault matches; it is not counted. */
  threatens(subject: Subject): boolean {
    for (const entry of this.#entries) if (entry.matches(subject)) return true;
    return false;
  }

  /** Ends those whose effect is so, or all. */
  clear(isOver: (effect: Effect) => boolean = () => true): void {
    for (const entry of this.#entries) if (isOver(entry.effect)) this.#entries.delete(entry);
  }
}
