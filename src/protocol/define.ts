import type { Accepted, Decoded, Fields, Flat, Positional } from './fields.js';
import type { NoController } from './header.js';
import type { Struct } from './struct.js';
import { struct } from './struct.js';
import { whenAsked } from './when-asked.js';

/** What a command or an event is about: one controller, none (index 0xFFFF), or either of them. */
export type IndexKind = 'controller' | 'none' | 'either';

/** The index of a message by its kind, as decoding gives it. */
export interface IndexOf {
  readonly controller: number;
  readonly none: null;
  readonly either: number | null;
}

/** The index of a message by its kind, as it may be given: 65535 stands for `null`, too. */
export interface IndexInputOf {
  readonly controller: number;
  readonly none: NoController;
  readonly either: number | null;
}

/** One command, declared once: its parameters and its return parameters, both directions of each. */
export interface Command<P extends Fields, R extends Fields, K extends IndexKind = IndexKind> {
  readonly opcode: number;
  readonly index: K;
  readonly params: Struct<P>;
  readonly reply: Struct<R>;
}

/** One event, declared once. */
export interface Event<F extends Fields, K extends IndexKind = IndexKind> {
  readonly code: number;
  readonly index: K;
  readonly params: Struct<F>;
}

// Structures are prepared when they are first used: no program uses all of the 235, and preparing them was most of what
// importing the library took.

function commandFor<K extends IndexKind>(index: K) {
  return <const P extends Fields, const R extends Fields>(opcode: number, params: P, reply: R): Command<P, R, K> => {
    const paramsStruct = whenAsked(() => struct(params));
    const replyStruct = whenAsked(() => struct(reply));
    return {
      opcode,
      index,
      get params() {
        return paramsStruct();
      },
      get reply() {
        return replyStruct();
      },
    };
  };
}

function eventFor<K extends IndexKind>(index: K) {
  return <const F extends Fields>(code: number, params: F): Event<F, K> => {
    const paramsStruct = whenAsked(() => struct(params));
    return {
      code,
      index,
      get params() {
        return paramsStruct();
      },
    };
  };
}

/** A command to one controller: opcode, parameters, return parameters. */
export const command = commandFor('controller');
/** A command that concerns no controller. */
export const globalCommand = commandFor('none');
/** A command that can be sent with a controller and without. */
export const anyCommand = commandFor('either');

/** An event of one controller: code, parameters. */
export const event = eventFor('controller');
/** An event that comes with a controller and without. */
export const anyEvent = eventFor('either');

/** The parameters of a command by name, as encoding accepts them. */
export type ParamsOf<C> = C extends Command<infer P, Fields> ? Flat<Accepted<P>> : never;
/** The parameters of a command by name, as decoding gives them. */
export type DecodedParamsOf<C> = C extends Command<infer P, Fields> ? Flat<Decoded<P>> : never;
/** The parameters of a command in wire order. */
export type ArgsOf<C> = C extends Command<infer P, Fields> ? Positional<P> : never;
/** The return parameters of a command, as decoding gives them. */
export type ReplyOf<C> = C extends Command<Fields, infer R> ? Flat<Decoded<R, Trailing>> : never;
/** The return parameters of a command, as encoding accepts them. */
export type ReplyInputOf<C> = C extends Command<Fields, infer R> ? Flat<Accepted<R, Trailing>> : never;
/** An event as decoding gives it, with its discriminant and its controller in front. */
export type EventOf<N extends string, E, Extra = unknown> =
  E extends Event<infer F, infer K> ? Flat<Decoded<F, EventHead<N, IndexOf[K]>> & Extra> : never;
/** An event as encoding accepts it. */
export type EventInputOf<N extends string, E, Extra = unknown> =
  E extends Event<infer F, infer K> ? Flat<Accepted<F, EventHead<N, IndexInputOf[K]>> & Extra> : never;

/** Bytes behind the known fields: newer kernels append. */
export interface Trailing {
  readonly trailing?: Uint8Array;
}

interface EventHead<N extends string, Index> extends Trailing {
  readonly event: N;
  /** The controller, 0 to 65534; `null` for none. */
  readonly index: Index;
}
