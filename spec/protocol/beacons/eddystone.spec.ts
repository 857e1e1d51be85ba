import fc from 'fast-check';
import { buildEddystone, parseEddystone } from '../../../src/protocol/beacons/index.js';
import { CodecError } from '../../../src/protocol/index.js';
import { SCAN_RESPONSE } from './scan-response.js';
import { hex } from '../advertising/vectors.js';

const FLAGS = '020106';

describe('Eddystone', () => {
  const SERVICE = '0303aafe';

  it.each<[what: string, bytes: string, frame: NonNullable<ReturnType<typeof parseEddystone>>]>([
    // 17: 23 bytes; 16 aafe; 00: UID; ee: -18 dBm; namespace; instance; two reserved bytes. Real, Blue Charm BC011.
    [
      'UID',
      '1716aafe 00 ee 626c7565636861726d31 000000000001 0000',
      { frame: 'UID', txPower: -18, namespace: '626c7565636861726d31', instance: '000000000001' },
    ],
    // 10: URL; 01: https://www.; bluecharmbeacons; 00: .com/. Real, Blue Charm BC011.
    [
      'URL',
      '1716aafe 10 ee 01 626c7565636861726d626561636f6e73 00',
      { frame: 'URL', txPower: -18, url: 'https://www.bluecharmbeacons.com/' },
    ],
    // The example of the specification: https://goo.gl/Aq18zF. 03: https://; nothing to compress.
    [
      'URL without compression',
      '1316aafe 10 12 03 676f6f2e676c2f417131387a46',
      { frame: 'URL', txPower: 18, url: 'https://goo.gl/Aq18zF' },
    ],
    // Real, MikroTik, whose software says: 2.928 V, 21.285 C, 37040856 packets, 3724474.2 s.
    [
      'TLM',
      '1116aafe 20 00 0b70 1549 023532d8 02384f46',
      { frame: 'TLM', battery: 2928, temperature: 0x1549 / 256, advertisements: 37040856, uptime: 3724474.2 },
    ],
    // 0000: no battery; 8000: no temperature.
    [
      'TLM of what can not measure',
      '1116aafe 20 00 0000 8000 00000001 00000002',
      { frame: 'TLM', advertisements: 1, uptime: 0.2 },
    ],
    // ff80: half a degree below zero.
    [
      'TLM in the cold',
      '1116aafe 20 00 0bb8 ff80 00000000 00000000',
      { frame: 'TLM', battery: 3000, temperature: -0.5, advertisements: 0, uptime: 0 },
    ],
    [
      'encrypted TLM',
      '1516aafe 20 01 000102030405060708090a0b 1234 5678',
      { frame: 'EncryptedTLM', data: hex('000102030405060708090a0b'), salt: 0x1234, mic: 0x5678 },
    ],
    ['EID', '0d16aafe 30 e7 0001020304050607', { frame: 'EID', txPower: -25, eid: '0001020304050607' }],
  ])('is read and built: %s', (_, bytes, frame) => {
    expect(parseEddystone(hex(FLAGS + SERVICE + bytes + SCAN_RESPONSE))).toEqual(frame);
    expect(buildEddystone(frame)).toEqual(hex(SERVICE + bytes));
  });

  it('fits into an advertisement beside flags', () => {
    expect(buildEddystone({ frame: 'URL', txPower: 0, url: 'http://abcdefghijklmnopq' })).toHaveLength(28);
  });

  it('UID is read without the reserved bytes that early beacons leave out', () => {
    const bytes = '1516aafe 00 bf d7088787a44470a9fbd2 000000000000';
    const beacon = parseEddystone(hex(bytes));
    expect(beacon).toEqual({
      frame: 'UID',
      txPower: -65,
      namespace: 'd7088787a44470a9fbd2',
      instance: '000000000000',
      reserved: hex(''),
    });
    expect(buildEddystone(beacon!)).toEqual(hex(SERVICE + bytes));
  });

  it.each([
    ['UID', '1816aafe 00 ee 626c7565636861726d31 000000000001 0000 64', { trailing: hex('64') }],
    [
      'UID with something in its reserved bytes',
      '1616aafe 00 ee 626c7565636861726d31 000000000001 0b',
      { reserved: hex('0b') },
    ],
    [
      'UID with both',
      '1916aafe 00 ee 626c7565636861726d31 000000000001 0b70 6401',
      { reserved: hex('0b70'), trailing: hex('6401') },
    ],
    // Seventeen letters, the most that a URL can take; what stands behind can't belong to it.
    [
      'URL',
      '1816aafe 10 00 02 6162636465666768696a6b6c6d6e6f7071 64',
      { url: 'http://abcdefghijklmnopq', trailing: hex('64') },
    ],
    // As above, but not compressed as much as could be: www. and .com as letters.
    [
      'URL that could be shorter',
      '1816aafe 10 00 02 7777772e 61 2e636f6d 2f 62626262626262 64',
      { url: 'http://www.a.com/bbbbbbb', trailing: hex('64') },
    ],
    ['TLM', '1316aafe 20 00 0b70 1549 023532d8 02384f46 0064', { battery: 2928, trailing: hex('0064') }],
    ['encrypted TLM', '1616aafe 20 01 000102030405060708090a0b 1234 5678 64', { mic: 0x5678, trailing: hex('64') }],
    ['EID', '0f16aafe 30 e7 0001020304050607 0864', { eid: '0001020304050607', trailing: hex('0864') }],
  ])('hands out what stands behind: %s', (_, bytes, part) => {
    const beacon = parseEddystone(hex(FLAGS + SERVICE + bytes));
    expect(beacon).toMatchObject(part);
    expect(parseEddystone(buildEddystone(beacon!))).toEqual(beacon);
    expect(buildEddystone(beacon!)).toHaveLength(hex(SERVICE + bytes).length);
  });

  it.each([
    ['nothing', ''],
    ['another service', '0d16abfe 30 e7 0001020304050607'],
    ['a frame of another kind', '0d16aafe 40 e7 0001020304050607'],
    ['TLM of another version', '1116aafe 20 02 0b70 1549 023532d8 02384f46'],
    ['a frame that is too short', '0c16aafe 30 e7 00010203040506'],
    ['a URL with a reserved prefix', '0816aafe 10 00 04 6162'],
    ['a URL with a reserved code', '0816aafe 10 00 03 610e'],
    ['no data', '0316aafe'],
  ])('is not %s', (_, bytes) => {
    expect(parseEddystone(hex(bytes))).toBeUndefined();
  });

  // 01: https://www.; 65…65: example; 00: .com/, 07: .com.
  it.each([
    ['https://www.example.com/', '01 6578616d706c65 00'],
    ['https://www.example.com', '01 6578616d706c65 07'],
    ['https://www.example.com/x', '01 6578616d706c65 00 78'],
  ])('compresses %s', (url, encoded) => {
    const data = buildEddystone({ frame: 'URL', txPower: 0, url });
    expect(data.subarray(10)).toEqual(hex(encoded));
  });

  it.each<[what: string, frame: unknown, message: RegExp]>([
    ['no object', null, /null is not an object whose frame is one of UID, URL, TLM/],
    ['a frame that is none', { frame: 'XYZ' }, /^Eddystone frame: 'XYZ' is not one of UID, URL, TLM/],
    [
      'a URL that is too long',
      { frame: 'URL', txPower: 0, url: 'http://abcdefghijklmnopqr' },
      /^Eddystone URL url: .* takes 18 bytes behind its prefix, 1 too many for 17/,
    ],
    [
      'a URL of another scheme',
      { frame: 'URL', txPower: 0, url: 'ftp://a' },
      /'ftp:\/\/a' is not a URL that begins with http/,
    ],
    [
      'a URL with a blank',
      { frame: 'URL', txPower: 0, url: 'http://a b' },
      /has a character at 8 that must be escaped/,
    ],
    ['a URL with another letter', { frame: 'URL', txPower: 0, url: 'http://é' }, /at 7/],
    [
      'a namespace of another size',
      { frame: 'UID', txPower: 0, namespace: '00', instance: '000000000000' },
      /^Eddystone UID namespace: 1 bytes given, needs exactly 10/,
    ],
    [
      'too hot',
      { frame: 'TLM', temperature: 128, advertisements: 0, uptime: 0 },
      /temperature: 128 is not a number from -127.99609375 to 127.99609375/,
    ],
    [
      'something behind a URL that is not full',
      { frame: 'URL', txPower: 0, url: 'http://a', trailing: Uint8Array.of(0x64) },
      /^Eddystone URL trailing: trailing bytes can't be told from a URL that takes less than 17 bytes/,
    ],
    [
      'something behind reserved bytes that are missing',
      {
        frame: 'UID',
        txPower: 0,
        namespace: '00'.repeat(10),
        instance: '00'.repeat(6),
        reserved: hex(''),
        trailing: hex('64'),
      },
      /^Eddystone UID reserved: 0 bytes given, 2 must stand before trailing ones/,
    ],
    [
      'three reserved bytes',
      { frame: 'UID', txPower: 0, namespace: '00'.repeat(10), instance: '00'.repeat(6), reserved: hex('000000') },
      /^Eddystone UID reserved: 3 bytes given, at most 2 fit/,
    ],
    [
      'trailing text',
      { frame: 'EID', txPower: 0, eid: '00'.repeat(8), trailing: '64' },
      /^Eddystone EID trailing: '64' is not/,
    ],
    ['no uptime', { frame: 'TLM', advertisements: 0 }, /uptime: undefined is not a number/],
    [
      'a misspelt name',
      { frame: 'TLM', voltage: 3, advertisements: 0, uptime: 0 },
      /voltage: there is no such parameter/,
    ],
  ])('refuses %s', (_, frame, message) => {
    expect(() => buildEddystone(frame as never)).toThrow(CodecError);
    expect(() => buildEddystone(frame as never)).toThrow(message);
  });

  it('gives back every URL that fits', () => {
    const part = fc.constantFrom('a', '-', '.com', '.com/', '.org', '.biz', '/', '?q=1');
    fc.assert(
      fc.property(fc.constantFrom('http://', 'https://www.'), fc.array(part, { maxLength: 4 }), (prefix, parts) => {
        const frame = { frame: 'URL', txPower: 0, url: prefix + parts.join('') } as const;
        expect(parseEddystone(buildEddystone(frame))).toEqual(frame);
      }),
    );
  });
});
