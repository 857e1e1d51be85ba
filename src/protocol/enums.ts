import type { FixedCodec } from './codec.js';
import { fixed } from './codec.js';
import { invalid } from './errors.js';
import { noneOf } from './misspelt.js';
import { u8 } from './numbers.js';
import { whenAsked } from './when-asked.js';

/** The names of an enumeration with their values on the wire. */
export type Names = Readonly<Record<string, number>>;

/** Reads values without a name as numbers, so that every frame survives decoding and encoding. */
export function enumOf<const T extends Names>(
  name: string,
  values: T,
  base: FixedCodec<number> = u8,
): FixedCodec<(keyof T & string) | number> {
  const names = whenAsked(() => {
    const byValue: (keyof T & string)[] = [];
    for (const [key, value] of Object.entries(values)) byValue[value] = key;
    return byValue;
  });
  const known = whenAsked(() => new Map<unknown, number>(Object.entries(values)));
  return fixed<(keyof T & string) | number>(
    name,
    base.size,
    (bytes, at) => {
      const value = base.get(bytes, at);
      return names()[value] ?? value;
    },
    (bytes, at, value) => {
      const number = typeof value === 'number' ? value : known().get(value);
      if (number === undefined) throw noneOf(value, Object.keys(values), ' or a number');
      base.set(bytes, at, number);
    },
  );
}

/** An octet that the protocol document gives the values 0 and 1 only. Others stay numbers. */
export const onOff: FixedCodec<boolean | number> = fixed<boolean | number>(
  'onOff',
  1,
  (bytes, at) => {
    const value = bytes[at]!;
    return value > 1 ? value : value === 1;
  },
  (bytes, at, value) => {
    if (typeof value !== 'boolean' && !(Number.isInteger(value) && value >= 0 && value <= 0xff)) {
      throw invalid(value, 'true, false or an integer from 0 to 255');
    }
    bytes[at] = Number(value);
  },
);
