import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { buildAdvertisingData, parseAdvertisingData } from '../../../src/protocol/advertising/index.js';
import { CodecError } from '../../../src/protocol/index.js';
import { hex, long } from './vectors.js';

const types = (bytes: string): string[] => parseAdvertisingData(hex(bytes)).fields.map(({ type }) => type);

describe('reading advertising data', () => {
  it('reads a real inquiry response', () => {
    // Gigaset SL400H (BlueZ, unit/test-eir.c): services, name, padding up to 240 bytes.
    const bytes = new Uint8Array(240);
    bytes.set(hex('0b 03 01110511121103121f11 10 09 4d617263656c277320534c34303048'));
    expect(parseAdvertisingData(bytes)).toEqual({
      fields: [
        {
          type: 'ServiceUuids',
          bits: 16,
          complete: true,
          uuids: ['1101', '1105', '1112', '1203', '111f'].map(long),
        },
        { type: 'LocalName', complete: true, name: "Marcel's SL400H" },
      ],
      malformed: [],
    });
  });

  it('goes on behind padding: the kernel appends the class of device and the scan response', () => {
    const bytes =
      '02 01 06' + // flags
      '00 00 00 00 00' + // padding up to what the controller reports
      '04 0d 04 04 24' + // the kernel's class of device
      '04 09 61 62 63' + // the scan response: a name
      '00 00'; // and its padding
    expect(types(bytes)).toEqual(['Flags', 'ClassOfDevice', 'LocalName']);
    expect(parseAdvertisingData(hex(bytes)).malformed).toEqual([]);
  });

  it('keeps repeated fields, in their order', () => {
    expect(parseAdvertisingData(hex('04ff4c0001 020a04 04ff4c0002 04ff4c0001')).fields).toEqual([
      { type: 'ManufacturerData', company: 0x4c, data: hex('01') },
      { type: 'TxPower', txPower: 4 },
      { type: 'ManufacturerData', company: 0x4c, data: hex('02') },
      { type: 'ManufacturerData', company: 0x4c, data: hex('01') },
    ]);
  });

  it('reads nothing from nothing', () => {
    expect(parseAdvertisingData(hex(''))).toEqual({ fields: [], malformed: [] });
    expect(parseAdvertisingData(hex('000000'))).toEqual({ fields: [], malformed: [] });
  });

  it('reads bytes in all forms', () => {
    class Packet extends Uint8Array {}
    const expected = [{ type: 'ManufacturerData', company: 0x4c, data: hex('01') }];
    const bytes = hex('04ff4c0001');
    const around = hex('ffff 04ff4c0001 ff');
    const shared = new SharedArrayBuffer(5);
    new Uint8Array(shared).set(bytes);
    for (const form of [
      bytes,
      bytes.buffer,
      shared,
      Buffer.from(bytes),
      Packet.from(bytes),
      new Int8Array(bytes.buffer),
      new Uint8ClampedArray(bytes.buffer),
      new DataView(around.buffer, 2, 5),
      '04FF4C0001',
      runInNewContext('Uint8Array.of(4, 0xff, 0x4c, 0, 1)'),
      runInNewContext('Uint8Array.of(4, 0xff, 0x4c, 0, 1).buffer'),
    ]) {
      const { fields, malformed } = parseAdvertisingData(form as Uint8Array);
      expect(fields).toEqual(expected);
      expect(malformed).toEqual([]);
    }
  });

  it.each<[what: unknown, message: RegExp]>([
    [null, /^advertising data: null is not a Uint8Array, an ArrayBuffer, a DataView or hexadecimal text/],
    [undefined, /undefined is not/],
    [[4, 0xff], /an array of 2 is not/],
    [{ 0: 4, length: 1 }, /an object is not/],
    [Uint16Array.of(4), /an object is not/],
    [4, /the number is not/],
    ['4', /text of 1 characters is not hexadecimal/],
    ['zz', /text of 2 characters is not hexadecimal/],
  ])('refuses %p', (wrong, message) => {
    expect(() => parseAdvertisingData(wrong as Uint8Array)).toThrow(CodecError);
    expect(() => parseAdvertisingData(wrong as Uint8Array)).toThrow(message);
  });

  it('shares the memory of its input where the data are long', () => {
    const bytes = hex(`48ff4c00${'01'.repeat(69)}`);
    const [field] = parseAdvertisingData(bytes).fields;
    bytes[4] = 9;
    expect(field).toEqual({ type: 'ManufacturerData', company: 0x4c, data: hex(`09${'01'.repeat(68)}`) });
  });

  it('reads a part of a larger frame, and nothing around it', () => {
    const frame = hex('ffff 03ff4c00 020a04 ffff');
    expect(parseAdvertisingData(frame.subarray(2, 9)).fields).toEqual([
      { type: 'ManufacturerData', company: 0x4c, data: hex('') },
      { type: 'TxPower', txPower: 4 },
    ]);
    expect(parseAdvertisingData(frame.subarray(2, 8)).malformed).toEqual([
      { offset: 4, code: 0x0a, reason: 'says that 2 bytes follow, there are 1', bytes: hex('020a') },
    ]);
  });
});

describe('malformed advertising data', () => {
  it.each<[what: string, bytes: string, code: number | undefined, reason: RegExp]>([
    ['a length beyond the end', 'ff 09 61 62', 0x09, /^says that 255 bytes follow, there are 3$/],
    ['a length alone', '05', undefined, /^says that 5 bytes follow, there are 0$/],
    ['no flags', '01 01', 0x01, /^Flags needs 1 bytes, has 0$/],
    ['half a service', '04 03 0f 18 0a', 0x03, /^ServiceUuids ends inside uuids$/],
    ['half a UUID of service data', '04 21 01 02 03', 0x21, /^ServiceData ends inside uuid$/],
    ['half an appearance', '02 19 01', 0x19, /^Appearance needs 2 bytes, has 1$/],
    ['neither device ID nor key', '04 10 01 02 03', 0x10, /^DeviceId needs 8 bytes, has 3$/],
    ['half an address', '04 17 01 02 03', 0x17, /^PublicTargetAddress ends inside addresses$/],
    ['a company cut in two', '02 ff 4c', 0xff, /^ManufacturerData needs 2 bytes, has 1$/],
    ['a URI without a scheme', '01 24', 0x24, /^Uri needs 1 bytes, has 0$/],
    ['a URI that is not UTF-8', '06 24 17 2f2f ff 61', 0x24, /^Uri is not UTF-8$/],
    ['a URI that is cut in a character', '05 24 17 2f2f c3', 0x24, /^Uri is not UTF-8$/],
    ['a URI whose scheme is not UTF-8', '03 24 ff 61', 0x24, /^Uri is not UTF-8$/],
    ['a URI that moves the cursor', '06 24 17 2f2f 1b 5b', 0x24, /^Uri has a character that no URI can have$/],
    ['a URI that turns around', '07 24 17 2f e280ae 61', 0x24, /^Uri has a character that no URI can have$/],
    ['an interval of a wrong size', '04 1a 01 02 03', 0x1a, /^AdvertisingInterval has 3 bytes, needs 2$/],
    ['a long interval that is short', '03 2f 01 02', 0x2f, /^AdvertisingInterval has 2 bytes, needs 3 or 4$/],
    ['a position that ends early', '03 25 01 00', 0x25, /^IndoorPositioning ends inside its data$/],
    ['a transport with a hostile length', '05 26 01 0a ff 00', 0x26, /^TransportDiscovery ends inside blocks|data$/],
    ['encrypted data without room for its ends', '05 31 01020304', 0x31, /needs 9 bytes, has 4$/],
  ])('reports %s, and reads the rest', (_, bytes, code, reason) => {
    const broken = hex(bytes);
    const { fields, malformed } = parseAdvertisingData(hex(`020a04 ${bytes}`));
    expect(fields).toEqual([{ type: 'TxPower', txPower: 4 }]);
    expect(malformed).toEqual([
      { offset: 3, ...(code === undefined ? {} : { code }), reason: expect.stringMatching(reason), bytes: broken },
    ]);
    const ends = broken.length > broken[0]!;
    expect(types(`${bytes} 020a04`)).toEqual(ends ? ['TxPower'] : []);
  });

  it('never throws, and accounts for every byte', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        const { fields, malformed } = parseAdvertisingData(bytes);
        const broken = malformed.reduce((sum, part) => sum + part.bytes.length, 0);
        const read = buildAdvertisingData(fields).length;
        const padding = bytes.length - broken - read;
        expect(padding).toBeGreaterThanOrEqual(0);
        expect(padding).toBeLessThanOrEqual(bytes.filter((byte) => byte === 0).length);
        for (const { offset, bytes: part } of malformed) {
          expect(bytes.subarray(offset, offset + part.length)).toEqual(part);
        }
      }),
      { numRuns: 1000 },
    );
  });

  it('reads nothing outside its input', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 64 }), fc.uint8Array({ minLength: 1, maxLength: 16 }), (bytes, other) => {
        const frame = Uint8Array.from([...other, ...bytes, ...other]);
        const inside = frame.subarray(other.length, other.length + bytes.length);
        expect(parseAdvertisingData(inside)).toEqual(parseAdvertisingData(bytes));
      }),
    );
  });

  it('takes no longer for hostile lengths', () => {
    const padding = parseAdvertisingData(new Uint8Array(65535));
    expect(padding).toEqual({ fields: [], malformed: [] });
    const empty = parseAdvertisingData(new Uint8Array(65535).fill(1));
    expect(empty.fields.length + empty.malformed.length).toBe(32768);
  });
});
