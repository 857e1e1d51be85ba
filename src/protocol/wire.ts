/** Stands for a field that is decoded as one type and accepted as another one, which is wider. No value has this type. */
export interface Wire<Out, In> {
  readonly decoded: Out;
  readonly accepted: In;
}

/**
 * What decoding gives for declared fields. It maps each property to itself, so that compilers keep what is said about it, and spells
 * the result out, so that editors show the fields.
 */
export type Decoded<F> = {
  readonly [K in keyof F]: NonNullable<F[K]> extends Wire<infer Out, unknown> ? Out : F[K];
} & {};

/** What encoding accepts for declared fields, see {@link Decoded}. */
export type Accepted<F> = {
  readonly [K in keyof F]: NonNullable<F[K]> extends Wire<unknown, infer In> ? In : F[K];
} & {};
