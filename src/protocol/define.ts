import type { Accepted, Decoded, Fields, Flat, Positional } from './fields.js';
import type { Struct } from './struct.js';
import { struct } from './struct.js';

/** What a command or an event is about: one controller, none (index 0xFFFF), or either of them. */
export type IndexKind = 'controller' | 'none' | 'either';

/** One command, declared once: its parameters and its return parameters, both directions of each. */
export interface Command<P extends Fields, R extends Fields> {
  readonly opcode: number;
  readonly index: IndexKind;
  readonly params: Struct<P>;
  readonly reply: Struct<R>;
}

/** One event, declared once. */
export interface Event<F extends Fields> {
  readonly code: number;
  readonly index: IndexKind;
  readonly params: Struct<F>;
}

function commandFor(index: IndexKind) {
  return <const P extends Fields, const R extends Fields>(opcode: number, params: P, reply: R): Command<P, R> => ({
    opcode,
    index,
    params: struct(params),
    reply: struct(reply),
  });
}

function eventFor(index: IndexKind) {
  return <const F extends Fields>(code: number, params: F): Event<F> => ({ code, index, params: struct(params) });
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
  E extends Event<infer F> ? Flat<Decoded<F, EventHead<N>> & Extra> : never;
/** An event as encoding accepts it. */
export type EventInputOf<N extends string, E, Extra = unknown> =
  E extends Event<infer F> ? Flat<Accepted<F, EventHead<N>> & Extra> : never;

/** Bytes behind the known fields: newer kernels append. */
export interface Trailing {
  readonly trailing?: Uint8Array;
}

interface EventHead<N extends string> extends Trailing {
  readonly event: N;
  /** The controller, or `NON_CONTROLLER`. */
  readonly index: number;
}
