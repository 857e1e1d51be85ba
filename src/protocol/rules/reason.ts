import type { CommandName, DecodedParams } from '../tables.js';

/** Why Linux answers a command with InvalidParameters. */
export interface Reason<P> {
  /** A sentence, or several. */
  readonly text: string;
  /** Whether what was sent has this fault. Missing: it does not tell, the state of the controller decides. */
  readonly when?: (params: P) => boolean;
  /** Whether it is out of the question with what was sent. */
  readonly unless?: (params: P) => boolean;
}

/** The reasons of some commands. */
export type Reasons<N extends CommandName> = { readonly [K in N]: readonly Reason<DecodedParams<K>>[] };

type Has<F extends string> = { readonly [K in F]: unknown };

/** A switch is read as true or false, and as a number if it is neither. */
export const switched = <F extends string>(field: F): Reason<Has<F>> => ({
  text: `${field} must be true or false.`,
  when: (params) => typeof params[field] !== 'boolean',
});

/** What has names is read as a name, and as a number if it has none. */
export const named = <F extends string>(field: F, names: string): Reason<Has<F>> => ({
  text: `${field} must be ${names}.`,
  when: (params) => typeof params[field] !== 'string',
});

export const peerType = named('addressType', 'BREDR, LEPublic or LERandom');

export const isWithin = (value: number, min: number, max: number): boolean => value >= min && value <= max;
