import type { AnyCodec, InOf, LengthCodec, OptionalCodec, OutOf } from './codec.js';

/** A name and its codec. Pairs, because types can't know the order of an object's keys. */
export type Field = readonly [name: string, codec: AnyCodec];
/** The fields of a message in wire order. */
export type Fields = readonly Field[];

/** Spells an intersection out as one object type, so that editors show the fields. */
export type Flat<T> = { [K in keyof T]: T[K] } & {};

/** The fields as one object in wire order, as decoding gives it. Lengths and counts do not show. */
export type Decoded<F extends Fields, Out = unknown> = F extends readonly [
  infer H extends Field,
  ...infer Rest extends Fields,
]
  ? H[1] extends LengthCodec
    ? Decoded<Rest, Out>
    : H[1] extends OptionalCodec<infer V, never>
      ? Decoded<Rest, Out & { readonly [K in H[0]]?: V }>
      : Decoded<Rest, Out & { readonly [K in H[0]]: OutOf<H[1]> }>
  : Out;

/** The fields as one object, as encoding accepts it. */
export type Accepted<F extends Fields, Out = unknown> = F extends readonly [
  infer H extends Field,
  ...infer Rest extends Fields,
]
  ? H[1] extends LengthCodec
    ? Accepted<Rest, Out>
    : H[1] extends OptionalCodec<unknown, infer V>
      ? Accepted<Rest, Out & { readonly [K in H[0]]?: V }>
      : Accepted<Rest, Out & { readonly [K in H[0]]: InOf<H[1]> }>
  : Out;

/** The fields in wire order, as the positional form of a command accepts them. */
export type Positional<F extends Fields, Out extends unknown[] = []> = F extends readonly [
  infer H extends Field,
  ...infer Rest extends Fields,
]
  ? H[1] extends LengthCodec
    ? Positional<Rest, Out>
    : H[1] extends OptionalCodec<unknown, infer V>
      ? Positional<Rest, [...Out, V?]>
      : Positional<Rest, [...Out, InOf<H[1]>]>
  : Out;
