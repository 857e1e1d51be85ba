import type { AnyCodec, Codec } from '../../../src/protocol/codec.js';
import { Writer } from '../../../src/protocol/cursor.js';
import { CodecError } from '../../../src/protocol/errors.js';
import type { Fields } from '../../../src/protocol/fields.js';
import type { Struct } from '../../../src/protocol/struct.js';

/** A number for a field of so many bytes; `n` differs from field to field. */
export type NumberFor = (size: number, n: number) => number;

/** Numbers that can be told apart when a program prints them: above most values that have a name, below the sign bit. */
export const distinct: NumberFor = (size, n) => Number(`0x${(0x20 + (n % 90)).toString(16).repeat(size)}`);

/** Numbers that have a name. */
export const named: NumberFor = (_, n) => 1 + (n % 2);

/** Values for all fields of all messages. */
export class Samples {
  #n = 0;

  constructor(private readonly numberFor: NumberFor) {}

  /** By name, for all fields of a message. */
  of(fields: Fields): Record<string, unknown> {
    const visible = fields.filter(([, codec]) => !('lengthOf' in codec));
    return Object.fromEntries(visible.map(([name, codec]) => [name, this.#value(codec)]));
  }

  #value(codec: AnyCodec): unknown {
    if (codec.item) return [this.#value(codec.item), this.#value(codec.item)];
    if ('fields' in codec) return this.of((codec as Struct<Fields>).fields);
    this.#n++;
    const value = this.#candidates(codec.size).find((candidate) => accepts(codec, candidate));
    if (value === undefined) throw new Error(`no value for ${codec.name}`);
    return value;
  }

  /** The first that a codec takes is meant for it. */
  #candidates(size: number): readonly unknown[] {
    const byte = 0x20 + (this.#n % 90);
    const hex = byte.toString(16);
    return [
      size <= 4 && size > 0 ? this.numberFor(size, this.#n) : NaN,
      true,
      BigInt(`0x${hex.repeat(8)}`),
      // A part of advertising data of a type that nobody has assigned.
      Uint8Array.of(4, 0xee, byte, 0xab, 0xcd),
      `${hex}:11:22:33:44:55`.toUpperCase(),
      // A UUID that has a name: btmon prints nothing else of it.
      '180f',
      `name ${hex}`,
      // Keys; optional ones have no size of their own.
      new Uint8Array(16).fill(byte),
      new Uint8Array(8).fill(byte),
      {},
      [],
    ];
  }
}

function accepts(codec: AnyCodec, value: unknown): boolean {
  try {
    (codec as Codec<unknown, unknown>).write(new Writer(), value);
    return true;
  } catch (error) {
    if (error instanceof CodecError) return false;
    throw error;
  }
}
