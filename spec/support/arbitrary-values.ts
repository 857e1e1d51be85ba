import fc from 'fast-check';
import type { AnyCodec } from '../../src/protocol/codec.js';
import { Reader } from '../../src/protocol/cursor.js';
import type { Fields } from '../../src/protocol/fields.js';
import type { Struct } from '../../src/protocol/struct.js';
import { encodeText } from '../../src/protocol/text.js';

/** Values of a field, as decoding gives them: so decoding what they are encoded to must give them again. */
type Values = fc.Arbitrary<unknown>;

const hex = (n: number): fc.Arbitrary<string> =>
  fc.string({ unit: fc.nat(15).map((digit) => digit.toString(16)), minLength: n, maxLength: n });
/** Plain objects, as decoding gives them. */
const plain = (model: Readonly<Record<string, Values>>): fc.Arbitrary<Record<string, unknown>> =>
  fc.record(model, { noNullPrototype: true });
const bytes = (max: number, min = 0): fc.Arbitrary<Uint8Array> => fc.uint8Array({ minLength: min, maxLength: max });

/** Text that fits and does not end in NUL, which is filling. */
const textOf = (max: number): fc.Arbitrary<string> =>
  fc
    .string({ unit: fc.constantFrom('a', 'Z', '0', ' ', '\0', 'é', '漢', '🎧'), maxLength: max })
    .filter((text) => encodeText(text).length <= max && !text.endsWith('\0'));

const flag = fc.boolean();

const SIMPLE: Readonly<Record<string, Values>> = {
  u8: fc.nat(0xff),
  s8: fc.integer({ min: -0x80, max: 0x7f }),
  // Not 127: that is how NaN is written.
  strength: fc.oneof(fc.constant(NaN), fc.integer({ min: -0x80, max: 0x7e })),
  u16: fc.nat(0xffff),
  u24: fc.nat(0xff_ffff),
  u32: fc.integer({ min: 0, max: 0xffff_ffff }),
  u64: fc.bigInt({ min: 0n, max: 0xffff_ffff_ffff_ffffn }),
  onOff: fc.oneof(flag, fc.integer({ min: 2, max: 0xff })),
  address: fc.array(hex(2), { minLength: 6, maxLength: 6 }).map((parts) => parts.join(':').toUpperCase()),
  uuid: fc.tuple(hex(8), hex(4), hex(4), hex(4), hex(12)).map((parts) => parts.join('-')),
  rest: bytes(40),
  pinCode: textOf(16),
  systemParameters: fc.array(
    fc.oneof(
      plain({ type: fc.constantFrom('BredrPageScanType', 'LeAutoConnectTimeout'), value: fc.nat(0xffff) }),
      plain({ type: fc.constant('EnableAdvMonInterleaveScan'), value: fc.nat(0xff) }),
      plain({ type: fc.integer({ min: 0x100, max: 0xffff }), value: bytes(40) }),
    ),
    { maxLength: 5 },
  ),
  'framed(u16, capabilities)': fc.array(
    fc.oneof(
      plain({
        type: fc.constantFrom('MaxEncryptionKeySizeBredr', 'MaxEncryptionKeySizeLe'),
        value: fc.nat(0xffff),
      }),
      plain({ type: fc.integer({ min: 0x80, max: 0xff }), value: bytes(40) }),
    ),
    { maxLength: 5 },
  ),
};

/** What a codec of a fixed size reads from bytes that are all the same. */
const readFrom = (codec: AnyCodec, byte: number): unknown =>
  codec.read(new Reader(new Uint8Array(codec.size).fill(byte)));

/** Enumerations and masks do not say their names, but can be made to. */
function namesOf(codec: AnyCodec): Values {
  const none = readFrom(codec, 0);
  const all = readFrom(codec, 0xff);
  if (Array.isArray(none)) return fc.subarray((all as unknown[]).filter((name) => typeof name === 'string'));
  if (typeof none === 'object' && none !== null) {
    const { unknownBits = 0 } = all as { readonly unknownBits?: number };
    const known = plain(Object.fromEntries(Object.keys(none).map((name) => [name, flag])));
    return fc
      .tuple(known, SIMPLE['u32'] as fc.Arbitrary<number>)
      .map(([flags, bits]) =>
        (bits & unknownBits) === 0 ? flags : { ...flags, unknownBits: (bits & unknownBits) >>> 0 },
      );
  }
  return fc.nat(0xff).map((value) => codec.read(new Reader(Uint8Array.of(value, ...new Uint8Array(codec.size - 1)))));
}

function valuesOf(codec: AnyCodec): Values {
  if ('fields' in codec) return recordsOf((codec as Struct<Fields>).fields);
  if (codec.item) return fc.array(valuesOf(codec.item), { maxLength: 5 });
  const simple = SIMPLE[codec.name.replace('experimentalFeature', 'uuid')];
  if (simple !== undefined) return simple;
  const size = Number(/\((\d+)\)/.exec(codec.name)?.[1] ?? 0);
  if (codec.name.startsWith('text(')) return textOf(size - 1);
  if (codec.name.startsWith('bytes(')) return bytes(size, size);
  if (codec.name.startsWith('padded(')) return bytes(size);
  if (codec.name.startsWith('sized(')) return bytes(200);
  if (codec.variable) throw new Error(`no values for ${codec.name}`);
  return namesOf(codec);
}

/** All fields of a message by name; those that may be missing at its end are, at times. */
export function recordsOf(fields: Fields): fc.Arbitrary<Record<string, unknown>> {
  const visible = fields.filter(([, codec]) => !('lengthOf' in codec));
  const needed = visible.filter(([, codec]) => !('optional' in codec)).length;
  return fc
    .integer({ min: needed, max: visible.length })
    .chain((n) => plain(Object.fromEntries(visible.slice(0, n).map(([name, codec]) => [name, valuesOf(codec)]))));
}
