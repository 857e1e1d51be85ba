/** In what a number counts. */
export type Unit =
  | 's'
  | 'ms'
  | '0.625 ms'
  | '1.25 ms'
  | '10 ms'
  | '100 ms'
  | '312.5 µs'
  | 'dBm'
  | 'bytes'
  | 'connection events'
  | 'connection intervals';

/** What is known of a field besides its name and how it stands on the wire. */
export interface FieldWords {
  readonly doc: string;
  readonly unit?: Unit;
  /** The least and the greatest number that make sense, where that are not all that fit. */
  readonly range?: readonly [min: number, max: number];
  /** Where it is said, besides the protocol document, or instead of it. */
  readonly source?: string;
}

/** Words for fields by their names; those of the entries of a list by both names, `keys.value`. */
export type Words = Readonly<Record<string, FieldWords | string>>;

/** What is known of a command. */
export interface CommandWords {
  /** The version of the protocol, or the kernel where no version has it yet. */
  readonly since: string;
  readonly doc: string;
  /** For fields whose words are not those that all messages share. */
  readonly params?: Words;
  readonly reply?: Words;
}

/** What is known of an event. */
export interface EventWords {
  readonly since: string;
  readonly doc: string;
  readonly fields?: Words;
}

/** Words for each command of a domain. */
export type WordsOfCommands<T> = { readonly [N in keyof T]: CommandWords };
/** Words for each event of a domain. */
export type WordsOfEvents<T> = { readonly [N in keyof T]: EventWords };
