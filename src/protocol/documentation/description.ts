import type { IndexKind } from '../define.js';
import type { CommandKind, CommandName, EventKind, EventName } from '../tables.js';
import type { CommandClass } from './sharing.js';
import type { Unit } from './words.js';

/**
 * What a value is. Integers are called as they stand on the wire, `u8` to `u64`; a `strength` is a number in dBm, `NaN` if it is not
 * known; a `switch` is true or false, or a number; an `enumeration` is a name or a number; `flags` are an object of booleans; a `set`
 * is an array of names.
 */
export type FieldKind =
  | 'u8'
  | 's8'
  | 'u16'
  | 'u24'
  | 'u32'
  | 'u64'
  | 'strength'
  | 'switch'
  | 'enumeration'
  | 'flags'
  | 'set'
  | 'address'
  | 'uuid'
  | 'feature'
  | 'text'
  | 'bytes'
  | 'pin'
  | 'capabilities'
  | 'system-parameters'
  | 'list'
  | 'structure';

/** What a value is, and what it may be. */
export interface ValueDescription {
  readonly kind: FieldKind;
  /** The least and the greatest number that make sense. */
  readonly range?: readonly [min: number, max: number];
  /** How many bytes it takes on the wire, if they are always as many. */
  readonly size?: number;
  /** How many bytes of text (as UTF-8) or data fit, where that is not its size. */
  readonly maxSize?: number;
  /** The names that there are, with their numbers; of `flags` and a `set` those of bits, of a `feature` its UUID. */
  readonly values?: Readonly<Record<string, number | string>>;
  /** Of a list: what its items are. */
  readonly item?: ValueDescription;
  /** Of a structure: what it is made of. */
  readonly fields?: readonly FieldDescription[];
}

/** A field of a message. */
export interface FieldDescription extends ValueDescription {
  readonly name: string;
  /** What it means, in words. */
  readonly doc: string;
  /** In what a number counts. */
  readonly unit?: Unit;
  /** It may be missing. */
  readonly optional?: true;
  /** Where that is said. */
  readonly source: string;
}

/** What commands and events have in common. */
export interface MessageDescription<K extends IndexKind = IndexKind> {
  /** The heading in the protocol document, less the last word. */
  readonly title: string;
  /** What it is about: one controller, none (its index is `null`), or either. */
  readonly index: K;
  /** The version of the protocol that has it, as `'1.7'`, or the kernel where no version has it yet. */
  readonly since: string;
  /** What it does or tells, in words; empty if the title says it all. */
  readonly doc: string;
  /** Where that is said. */
  readonly source: string;
}

/** A command, for tools and people. */
export interface CommandDescription<N extends CommandName = CommandName> extends MessageDescription<CommandKind<N>> {
  readonly name: N;
  readonly opcode: number;
  /** What it is beside other programs, such as bluetoothd. */
  readonly class: CommandClass;
  /** What other programs notice of it, in words; empty: nothing. */
  readonly beside: string;
  /** The parameters in the order of `command$`. */
  readonly params: readonly FieldDescription[];
  /** What it returns. */
  readonly reply: readonly FieldDescription[];
}

/** An event, for tools and people. */
export interface EventDescription<N extends EventName = EventName> extends MessageDescription<EventKind<N>> {
  readonly name: N;
  readonly code: number;
  /** What it brings, besides `event` and `index`. */
  readonly fields: readonly FieldDescription[];
}
