import type { Codec, FixedCodec } from './codec.js';
import { fixed } from './codec.js';
import { invalid, isObject, within } from './errors.js';
import type { Names } from './enums.js';
import { noSuch, noneOf } from './misspelt.js';
import { whenAsked } from './when-asked.js';

/** Bounds what a hostile sender can make us keep. */
const CACHE_SIZE = 64;

/** One boolean per documented bit; bits without a name that are set are kept in `unknownBits`. */
export type Flags<N extends string> = { readonly [K in N]: boolean } & { readonly unknownBits?: number };

/** Missing bits are off. A number is taken as it is. */
export type FlagsInput<N extends string> =
  ({ readonly [K in N]?: boolean } & { readonly unknownBits?: number }) | number;

/** A bit mask as an object of booleans. `bits` gives the names and their bit numbers. */
export function flagsOf<const T extends Names>(
  name: string,
  bits: T,
  base: FixedCodec<number>,
): FixedCodec<Flags<keyof T & string>, FlagsInput<keyof T & string>> {
  const entries = whenAsked(() => Object.entries(bits).map(([key, bit]) => [key, (1 << bit) >>> 0] as const));
  const masks = whenAsked(() => new Map<string, number>(entries()));
  const max = 2 ** (8 * base.size) - 1;

  /** The bits that one property stands for. */
  function bitsOfProperty(key: string, on: unknown): number {
    if (key === 'unknownBits') {
      if (typeof on === 'number' && Number.isInteger(on) && on >= 0 && on <= max) return on;
      throw invalid(on, `an integer from 0 to ${max}`);
    }
    const mask = masks().get(key);
    if (mask === undefined) throw noSuch('flag', key, [...masks().keys()]);
    if (typeof on !== 'boolean' && on !== undefined) throw invalid(on, 'true or false');
    return on ? mask : 0;
  }

  function bitsOf(value: object): number {
    const known = entries();
    let sum = 0;
    let key = '';
    let i = 0;
    try {
      for (key in value) {
        const on = (value as Readonly<Record<string, unknown>>)[key];
        // Flags that were decoded have all names in order: no need to look them up.
        const entry = known[i];
        if (entry?.[0] === key && typeof on === 'boolean') {
          if (on) sum |= entry[1];
          i++;
        } else {
          sum |= bitsOfProperty(key, on);
        }
      }
    } catch (error) {
      throw within(key, error);
    }
    return sum >>> 0;
  }

  // Few different values occur, Device Found's flags most often: frozen, one object can serve all events with the same bits.
  const cache = new Map<number, Flags<keyof T & string>>();

  function remember(value: number): Flags<keyof T & string> {
    const out: Record<string, boolean | number> = {};
    let unknown = value;
    for (const [key, mask] of entries()) {
      out[key] = (value & mask) !== 0;
      unknown = (unknown & ~mask) >>> 0;
    }
    if (unknown !== 0) out['unknownBits'] = unknown;
    const flags = Object.freeze(out) as Flags<keyof T & string>;
    if (cache.size < CACHE_SIZE) cache.set(value, flags);
    return flags;
  }

  return fixed<Flags<keyof T & string>, FlagsInput<keyof T & string>>(
    name,
    base.size,
    (bytes, at) => {
      const value = base.get(bytes, at);
      return cache.get(value) ?? remember(value);
    },
    (bytes, at, value) => {
      if (typeof value === 'number') base.set(bytes, at, value);
      else if (isObject(value)) base.set(bytes, at, bitsOf(value));
      else throw invalid(value, 'an object of booleans or a number');
    },
  );
}

/** A bit mask as the array of the names whose bits are set; bits without a name stay together as one number at the end. */
export function setOf<const T extends Names>(
  name: string,
  bits: T,
  base: FixedCodec<number>,
): Codec<readonly ((keyof T & string) | number)[], readonly ((keyof T & string) | number)[] | number> {
  type Item = (keyof T & string) | number;
  const entries = whenAsked(() => Object.entries(bits).map(([key, bit]): [Item, number] => [key, 1 << bit]));
  const masks = whenAsked(() => new Map<unknown, number>(entries()));

  function bitOf(item: Item): number {
    const mask = typeof item === 'number' ? item : masks().get(item);
    if (mask === undefined) throw noneOf(item, Object.keys(bits));
    return mask;
  }

  return fixed<readonly Item[], readonly Item[] | number>(
    name,
    base.size,
    (bytes, at) => {
      let rest = base.get(bytes, at);
      const out: Item[] = [];
      for (const [key, mask] of entries()) {
        if ((rest & mask) === 0) continue;
        out.push(key);
        rest &= ~mask;
      }
      if (rest !== 0) out.push(rest);
      return out;
    },
    (bytes, at, value) => {
      if (typeof value === 'number') base.set(bytes, at, value);
      else if (Array.isArray(value)) {
        let bits = 0;
        // Not reduce: it skips holes.
        for (let i = 0; i < value.length; i++) bits |= bitOf((value as readonly Item[])[i]!);
        base.set(bytes, at, bits);
      } else throw invalid(value, 'an array of names or a number');
    },
  );
}
