import fc from 'fast-check';
import type { Codec } from '../../src/protocol/codec.js';
import { address, bytes, rest, sized, uuid } from '../../src/protocol/bytes.js';
import { Reader, Writer } from '../../src/protocol/cursor.js';
import { addressType, addressTypes } from '../../src/protocol/enums/address-type.js';
import { deviceFoundFlags } from '../../src/protocol/enums/device-found-flags.js';
import { onOff } from '../../src/protocol/enums.js';
import { CodecError } from '../../src/protocol/errors.js';
import { list, listToEnd, optional } from '../../src/protocol/lists.js';
import { s8, u16, u24, u32, u64, u8 } from '../../src/protocol/numbers.js';
import { systemParameters } from '../../src/protocol/system-parameters.js';
import { text } from '../../src/protocol/text.js';
import { toBytes, toHex } from '../../src/index.js';
import { withHole } from '../support/with-hole.js';

function write<In>(codec: Codec<unknown, In>, value: In): string {
  const writer = new Writer(1);
  codec.write(writer, value);
  return toHex(writer.done());
}

const read = <Out>(codec: Codec<Out, never>, hex: string): Out => codec.read(new Reader(toBytes(hex)));

/** What a caller without types may pass. */
const writeAny = (codec: Codec<unknown, never>, value: unknown): string => write(codec, value as never);

describe('values on the wire', () => {
  it.each<[Codec<unknown, never>, unknown, string]>([
    [u8, 0, '00'],
    [u8, 255, 'ff'],
    [s8, -128, '80'],
    [s8, -1, 'ff'],
    [s8, 127, '7f'],
    [u16, 0x1234, '3412'],
    [u24, 0x123456, '563412'],
    [u32, 0xfedcba98, '98badcfe'],
    [u64, 0xfedcba9876543210n, '1032547698badcfe'],
    [onOff, true, '01'],
    [onOff, false, '00'],
    [onOff, 2, '02'],
    [addressType, 'LERandom', '02'],
    [addressType, 7, '07'],
    [addressTypes, ['LEPublic', 'LERandom'], '06'],
    [addressTypes, [], '00'],
    [addressTypes, ['BREDR', 0xf8], 'f9'],
    [address, '00:AA:01:01:00:01', '01000101aa00'],
    [uuid, '0000180f-0000-1000-8000-00805f9b34fb', 'fb349b5f80000080001000000f180000'],
    [sized(u16), Uint8Array.of(1, 2), '02000102'],
    [bytes(2), Uint8Array.of(1, 2), '0102'],
    [rest, Uint8Array.of(1, 2), '0102'],
    [list(u16, u8), [1, 2], '02000102'],
    [listToEnd(u16), [1, 2], '01000200'],
    [optional(u8), 5, '05'],
    [optional(u8), undefined, ''],
    [text(4), 'abc', '61626300'],
    [text(4), 'é', 'c3a90000'],
    [text(4), '', '00000000'],
  ])('%# reads and writes the same', (codec, value, hex) => {
    expect(writeAny(codec, value)).toBe(hex);
    expect(read(codec, hex)).toEqual(value);
  });

  it.each<[Codec<unknown, never>, unknown, string]>([
    [onOff, 1, '01'],
    [u64, 5, '0500000000000000'],
    [addressType, 2, '02'],
    [addressTypes, 6, '06'],
    [address, '00:aa:01:01:00:01', '01000101aa00'],
    [uuid, '180f', 'fb349b5f80000080001000000f180000'],
    [uuid, '0000180F', 'fb349b5f80000080001000000f180000'],
    [uuid, '0000180F00001000800000805f9b34fb', 'fb349b5f80000080001000000f180000'],
    [uuid, '2d45b4608db711e19a460002a5d5c51b', '1bc5d5a50200469ae111b78d60b4452d'],
    [bytes(2), Uint8Array.of(10, 255).buffer, '0aff'],
    [uuid, toBytes('fb349b5f80000080001000000f180000'), 'fb349b5f80000080001000000f180000'],
    [bytes(2), '0aFF', '0aff'],
    [deviceFoundFlags, { NotConnectable: true }, '04000000'],
    [deviceFoundFlags, 4, '04000000'],
    [deviceFoundFlags, { unknownBits: 0x80000000 }, '00000080'],
  ])('%# also accepts %p', (codec, value, hex) => {
    expect(writeAny(codec, value)).toBe(hex);
  });

  it('gives a mask as one boolean a bit, and keeps the bits that have no name', () => {
    const flags = read(deviceFoundFlags, '24000080');
    expect(flags).toEqual({
      ConfirmName: false,
      LegacyPairing: false,
      NotConnectable: true,
      InitiatedConnection: false,
      NameRequestFailed: false,
      ScanResponse: true,
      unknownBits: 0x80000000,
    });
    expect(write(deviceFoundFlags, flags)).toBe('24000080');
  });

  it.each<[Codec<unknown, never>, unknown, RegExp]>([
    [u8, 256, /256 is not an integer from 0 to 255/],
    [u8, -1, /-1 is not/],
    [u8, 1.5, /1.5 is not/],
    [u8, NaN, /NaN is not/],
    [u8, '1', /'1' is not/],
    [u8, 1n, /1n is not/],
    [s8, 128, /-128 to 127/],
    [u32, 2 ** 32, /4294967296 is not/],
    [u64, -1n, /-1n is not a bigint/],
    [u64, 2 ** 60, /is not a bigint or a safe integer/],
    [u64, 1n << 64n, /18446744073709551615/],
    [onOff, 'on', /'on' is not true, false/],
    [onOff, 0.5, /0.5 is not/],
    [addressType, 'LE', /'LE' is not one of BREDR, LEPublic, LERandom/],
    [addressType, 'toString', /'toString' is not/],
    [addressType, 256, /256/],
    [addressTypes, ['LE'], /'LE' is not one of/],
    [addressTypes, 'LEPublic', /'LEPublic' is not an array of names/],
    [deviceFoundFlags, { Connectable: true }, /Connectable: there is no such flag; there are ConfirmName, /],
    [deviceFoundFlags, { ConfirmName: 1 }, /ConfirmName: 1 is not true or false/],
    [deviceFoundFlags, { unknownBits: 2 ** 32 }, /unknownBits: 4294967296/],
    [deviceFoundFlags, null, /null is not an object of booleans/],
    [address, '00:AA:01:01:00', /'00:AA:01:01:00' is not an address/],
    [address, '00:AA:01:01:00:0G', /is not an address/],
    [uuid, '180', /'180' is not a UUID: 4, 8 or 32 hexadecimal digits, the last also with dashes in their places/],
    [uuid, '2d45b4608db711e19a460002a5d5c51', /'2d45b4608db711e19a460002a5d5c51' is not a UUID/],
    [uuid, '2d45b460-8db711e1-9a460002a5d5c51b', /is not a UUID/],
    [addressTypes, withHole('LEPublic'), /undefined is not one of/],
    [systemParameters, withHole({ type: 0x999, value: '00' }), /\[1\]: undefined is not an object/],
    [uuid, Uint8Array.of(1), /a Uint8Array of 1 bytes is not a UUID/],
    [bytes(2), '0', /not hexadecimal/],
    [bytes(2), '010203', /3 bytes given, needs exactly 2/],
    [bytes(2), [1, 2], /an array of 2 is not a Uint8Array/],
    [sized(u8), new Uint8Array(256), /256 bytes given, at most 255 fit/],
    [list(u8, u8), new Array(256).fill(0), /256 items given, at most 255 fit/],
    [list(u8, u8), [0, 300], /\[1\]: 300 is not/],
    [list(u8, u8), 'x', /'x' is not an array/],
    [text(4), 'abcd', /4 bytes as UTF-8, at most 3 fit/],
    [text(4), 'éé', /4 bytes as UTF-8, at most 3 fit/],
    [text(4), 5, /5 is not a string/],
    [text(9), 'a\ud83d', /lone surrogate/],
  ])('%# refuses %p', (codec, value, message) => {
    expect(() => writeAny(codec, value)).toThrow(CodecError);
    expect(() => writeAny(codec, value)).toThrow(message);
  });

  it('never shows key material in an error', () => {
    expect(() => writeAny(bytes(2), 'c0ffeg')).toThrow(
      expect.objectContaining({ message: expect.not.stringContaining('c0ff'), value: undefined }),
    );
  });

  it.each<[string, string, string]>([
    ['bytes that are no UTF-8', 'c3280000', '\udcc3('],
    ['a character cut in two', '61e28200', 'a\udce2\udc82'],
    ['bytes behind the first NUL', '61006200', 'a\0b'],
    ['an area without NUL', '61626364', 'abc\udc64'],
  ])('reads a text with %s, and writes it back', (_, hex, value) => {
    expect(read(text(4), hex)).toBe(value);
    expect(write(text(4), value)).toBe(hex);
  });

  it('writes back every text that it reads', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 11, maxLength: 11 }), (area) => {
        expect(write(text(11), read(text(11), toHex(area)))).toBe(toHex(area));
      }),
    );
  });

  it('neither loops nor allocates by a hostile count', () => {
    const hostile = new Reader(toBytes('ffff0102'));
    expect(() => list(u16, u8).read(hostile)).toThrow(/65535 × u8 at byte 2 needs 65535/);
  });
});
