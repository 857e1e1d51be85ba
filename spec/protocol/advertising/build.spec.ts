import fc from 'fast-check';
import type { AdFieldInput } from '../../../src/protocol/advertising/index.js';
import {
  buildAdvertisingData,
  MAX_LEGACY_ADVERTISING_DATA,
  parseAdvertisingData,
} from '../../../src/protocol/advertising/index.js';
import { adKinds } from '../../../src/protocol/advertising/table.js';
import { CodecError, OptionError, toBytes } from '../../../src/protocol/index.js';
import { withHole } from '../../support/with-hole.js';
import { hex, long, vectors } from './vectors.js';

const LONG_UUID = '2d45b460-8db7-11e1-9a46-0002a5d5c51b';

/** What a caller without types may pass. */
const buildAny = (fields: unknown, options?: unknown): Uint8Array =>
  buildAdvertisingData(fields as AdFieldInput[], options as { maxLength?: number });

describe('building advertising data', () => {
  it.each<[what: string, field: AdFieldInput, bytes: string]>([
    ['flags by name', { type: 'Flags', flags: { GeneralDiscoverable: true } }, '02 01 02'],
    ['a short UUID', { type: 'ServiceUuids', uuids: ['180f'] }, '03 03 0f18'],
    ['a short UUID in its long form', { type: 'ServiceUuids', uuids: [long('180F')] }, '03 03 0f18'],
    ['a short UUID as bytes', { type: 'ServiceUuids', uuids: [hex('fb349b5f80000080001000000f180000')] }, '03 03 0f18'],
    ['a UUID of 32 bits', { type: 'ServiceUuids', uuids: ['0001180f'] }, '05 05 0f180100'],
    ['a wider UUID than needed', { type: 'ServiceUuids', bits: 32, uuids: ['180f'] }, '05 05 0f180000'],
    ['no UUIDs', { type: 'ServiceUuids', uuids: [] }, '01 03'],
    [
      'UUIDs of all widths',
      { type: 'ServiceUuids', complete: false, uuids: [LONG_UUID, '180f', '12345678', '1800'] },
      '05 02 0f18 0018  05 04 78563412  11 06 1bc5d5a50200469ae111b78d60b4452d',
    ],
    [
      'solicited UUIDs of two widths',
      { type: 'SolicitedUuids', uuids: ['12345678', '180f'] },
      '03 14 0f18  05 1f 78563412',
    ],
    ['data of a service', { type: 'ServiceData', uuid: '180f', data: '64' }, '04 16 0f18 64'],
    ['data of a service of 128 bits', { type: 'ServiceData', uuid: LONG_UUID, data: '' }, '11 21 1bc5d5a50200469ae111b78d60b4452d'], // prettier-ignore
    ['a name, complete if not said otherwise', { type: 'LocalName', name: 'é' }, '03 09 c3a9'],
    ['a URI with a scheme that has a code', { type: 'Uri', uri: 'https://a.b' }, '07 24 17 2f2f612e62'],
    ['a URI with a scheme that has none', { type: 'Uri', uri: 'x:y' }, '05 24 01 783a79'],
    ['an interval of a second', { type: 'AdvertisingInterval', interval: 1600 }, '03 1a 4006'],
    ['an interval of a minute', { type: 'AdvertisingInterval', interval: 96000 }, '04 2f 007701'],
    ['a longer one', { type: 'AdvertisingInterval', interval: 0x1000000 }, '05 2f 00000001'],
    [
      'an address in lower case',
      { type: 'PublicTargetAddress', addresses: ['00:aa:01:01:00:01'] },
      '07 17 01000101aa00',
    ],
    ['data of a company as text', { type: 'ManufacturerData', company: 0x4c, data: 'c0de' }, '05 ff 4c00 c0de'],
    ['channels in any order', { type: 'ChannelMapUpdate', channels: [9, 0, 9], instant: 1 }, '08 28 0102000000 0100'],
  ])('accepts %s', (_, field, bytes) => {
    expect(buildAdvertisingData([field])).toEqual(hex(bytes));
  });

  it('builds nothing from nothing', () => {
    expect(buildAdvertisingData([])).toEqual(hex(''));
  });

  it('keeps the order of the fields', () => {
    const fields: AdFieldInput[] = [
      { type: 'TxPower', txPower: 4 },
      { type: 'Flags', flags: 6 },
    ];
    expect(buildAdvertisingData(fields)).toEqual(hex('020a04 020106'));
    expect(buildAdvertisingData([...fields].reverse())).toEqual(hex('020106 020a04'));
  });

  it('says how many bytes are too many', () => {
    const fields: AdFieldInput[] = [
      { type: 'Flags', flags: 6 },
      { type: 'LocalName', name: 'a name of twenty-nine letters' },
    ];
    expect(() => buildAdvertisingData(fields, { maxLength: MAX_LEGACY_ADVERTISING_DATA })).toThrow(
      expect.objectContaining({
        name: 'CodecError',
        code: 'InvalidValue',
        path: 'fields',
        reason: '34 bytes, 3 too many for 31 (Flags 3, LocalName 31)',
      }),
    );
    expect(buildAdvertisingData(fields, { maxLength: 34 })).toHaveLength(34);
    expect(buildAdvertisingData(fields)).toHaveLength(34);
  });

  it('refuses a field that its length can not count', () => {
    const data = new Uint8Array(252);
    const full: AdFieldInput = { type: 'ManufacturerData', company: 1, data };
    expect(buildAdvertisingData([full])).toHaveLength(256);
    expect(() => buildAdvertisingData([{ ...full, data: new Uint8Array(255) }])).toThrow(
      'fields[0]: 257 bytes, 3 too many for the 254 of one field',
    );
  });

  it.each<[what: string, field: unknown, message: RegExp]>([
    ['no object', null, /^fields\[0\]: null is not an object with a type/],
    ['no type', {}, /^fields\[0\]\.type: undefined is not one of Flags, ServiceUuids/],
    ['a type that is none', { type: 'toString' }, /^fields\[0\]\.type: 'toString' is not one of/],
    ['a missing value', { type: 'TxPower' }, /^fields\[0\]\.txPower: is missing/],
    ['a misspelt name', { type: 'TxPower', txpower: 1 }, /^fields\[0\]\.txpower: there is no such parameter/],
    ['a number out of range', { type: 'TxPower', txPower: 200 }, /^fields\[0\]\.txPower: 200 is not/],
    [
      'a flag that is none',
      { type: 'Flags', flags: { Connectable: true } },
      /flags\.Connectable: there is no such flag/,
    ],
    ['a UUID that is none', { type: 'ServiceUuids', uuids: ['180f', '18'] }, /uuids\[1\]: '18' is not a UUID/],
    [
      'a UUID too wide',
      { type: 'ServiceUuids', bits: 16, uuids: ['12345678'] },
      /uuids\[0\]: .* takes 32 bits, not 16/,
    ],
    ['a width that is none', { type: 'ServiceUuids', bits: 64, uuids: [] }, /bits: 64 is not 16, 32 or 128/],
    ['a misspelt width', { type: 'ServiceUuids', bit: 16, uuids: [] }, /\.bit: there is no such parameter/],
    ['UUIDs that are no list', { type: 'ServiceUuids', uuids: '180f' }, /uuids: '180f' is not an array/],
    ['no UUIDs at all', { type: 'ServiceUuids' }, /uuids: is missing/],
    [
      'completeness in words',
      { type: 'ServiceUuids', complete: 'yes', uuids: [] },
      /complete: 'yes' is not true or false/,
    ],
    ['data without a service', { type: 'ServiceData', data: '' }, /\.uuid: undefined is not a UUID/],
    ['a name that is no text', { type: 'LocalName', name: 5 }, /name: 5 is not a string/],
    ['half a character', { type: 'LocalName', name: 'a\ud83d' }, /name: .*lone surrogate/],
    ['a company too large', { type: 'ManufacturerData', company: 65536, data: '' }, /company: 65536/],
    ['an interval too long', { type: 'AdvertisingInterval', interval: 2 ** 32 }, /interval: 4294967296/],
    ['an interval too long for its size', { type: 'AdvertisingInterval', size: 2, interval: 65536 }, /interval: 65536/],
    ['a size that is none', { type: 'AdvertisingInterval', size: 5, interval: 1 }, /size: 5 is not 2, 3 or 4/],
    [
      'a URI with another scheme',
      { type: 'Uri', scheme: 0x16, uri: 'ftp://x' },
      /uri: 'ftp:\/\/x' does not begin with http:/,
    ],
    ['a scheme that is no character', { type: 'Uri', scheme: 0xdcff, uri: 'x' }, /scheme: 56575 is not/],
    ['a URI with a control character', { type: 'Uri', uri: 'x:\u001b[2J' }, /uri: 'x:\\u001b\[2J' is not a URI/],
    ['a URI with half a character', { type: 'Uri', uri: 'x:\udcff' }, /uri: 'x:\\udcff' is not a URI/],
    ['a scheme that is none', { type: 'Uri', scheme: -1, uri: '' }, /scheme: -1 is not an integer from 0 to 1114111/],
    ['a URI with a misspelt name', { type: 'Uri', url: 'x' }, /uri: undefined is not a string/],
    ['half a position', { type: 'IndoorPositioning', latitude: 1 }, /longitude: is missing/],
    [
      'two positions',
      { type: 'IndoorPositioning', latitude: 1, longitude: 1, north: 1, east: 1 },
      /latitude: does not go/,
    ],
    [
      'a position beyond the pole',
      { type: 'IndoorPositioning', north: 40000, east: 1 },
      /north: 40000 is not an integer from -32768/,
    ],
    [
      'a misspelt position',
      { type: 'IndoorPositioning', lat: 1 },
      /lat: there is no such parameter; there are latitude, /,
    ],
    ['a channel that is none', { type: 'ChannelMapUpdate', channels: [40], instant: 0 }, /channels\[0\]: 40 is not/],
    [
      'a transport with a misspelt flag',
      { type: 'TransportDiscovery', blocks: [{ organization: 1, flags: { roles: 1 }, data: '' }] },
      /blocks\[0\]\.flags\.roles/,
    ],
    ['a code that is none', { type: 'Unknown', code: 256, data: '' }, /code: 256/],
    [
      'trailing bytes that are none',
      { type: 'TxPower', txPower: 1, trailing: '00' },
      /trailing: '00' is not a Uint8Array/,
    ],
    [
      'trailing bytes where nothing can follow',
      { type: 'ManufacturerData', company: 1, data: '', trailing: hex('00') },
      /\.trailing: there is no such parameter/,
    ],
  ])('refuses %s', (_, field, message) => {
    expect(() => buildAny([field])).toThrow(CodecError);
    expect(() => buildAny([field])).toThrow(message);
  });

  it('refuses what are no fields and no limits', () => {
    expect(() => buildAny({ type: 'Flags', flags: 6 })).toThrow(/^fields: an object is not an array of fields/);
    expect(() => buildAny([], { maxLength: NaN })).toThrow(/^maxLength: NaN is not a number from 0 to Infinity/);
    expect(() => buildAny([], { maxLength: -1 })).toThrow(OptionError);
    expect(() => buildAny([], { maxLenght: 31 })).toThrow(/^maxLenght: .* did you mean 'maxLength'/);
    expect(() => buildAny([], null)).toThrow(/^options: null is not/);
  });

  it.each<[what: string, fields: readonly unknown[], message: RegExp]>([
    ['a hole among the fields', withHole({ type: 'Flags', flags: 6 }), /^fields\[1\]: undefined is not an object/],
    ['a hole among UUIDs', [{ type: 'ServiceUuids', uuids: withHole('180f') }], /uuids\[1\]: undefined is not a UUID/],
    [
      'a hole among UUIDs of a width',
      [{ type: 'SolicitedUuids', bits: 16, uuids: withHole('180f') }],
      /uuids\[1\]: undefined/,
    ],
    [
      'a hole among addresses',
      [{ type: 'PublicTargetAddress', addresses: withHole('00:00:00:00:00:01') }],
      /addresses\[1\]: undefined/,
    ],
    [
      'a hole among channels',
      [{ type: 'ChannelMapUpdate', channels: withHole(3), instant: 0 }],
      /channels\[1\]: undefined/,
    ],
  ])('refuses %s', (_, fields, message) => {
    expect(() => buildAny(fields)).toThrow(message);
  });

  it('never shows key material in an error', () => {
    expect(() => buildAny([{ type: 'SecurityManagerTk', key: 'c0ffeg' }])).toThrow(
      expect.objectContaining({ message: expect.not.stringContaining('c0ff'), value: undefined }),
    );
  });
});

describe('reading and building', () => {
  const codes = Object.values(adKinds()).flatMap((kind) => [...kind.codes]);

  /** Structures of declared types with any bytes in them, padding between them. */
  const anything = fc
    .array(fc.tuple(fc.constantFrom(...codes, 0x7e), fc.uint8Array({ maxLength: 40 }), fc.nat(3)), { maxLength: 8 })
    .map((parts) =>
      parts.flatMap(([code, data, padding]) => [data.length + 1, code, ...data, ...new Uint8Array(padding)]),
    )
    .map((bytes) => Uint8Array.from(bytes));

  it('give the same fields back, without padding and what is malformed', () => {
    fc.assert(
      fc.property(anything, (bytes) => {
        const { fields } = parseAdvertisingData(bytes);
        const built = buildAdvertisingData(fields);
        expect(parseAdvertisingData(built)).toEqual({ fields, malformed: [] });
      }),
      { numRuns: 1000 },
    );
  });

  it('give each field its own bytes back', () => {
    fc.assert(
      fc.property(fc.constantFrom(...codes), fc.uint8Array({ maxLength: 60 }), (code, data) => {
        const bytes = Uint8Array.from([data.length + 1, code, ...data]);
        const { fields, malformed } = parseAdvertisingData(bytes);
        if (malformed.length === 0) expect(buildAdvertisingData(fields)).toEqual(bytes);
      }),
      { numRuns: 5000 },
    );
  });

  it('give the same fields back, whatever is combined', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(vectors.map(([, , field]) => field)), (fields) => {
        expect(parseAdvertisingData(buildAdvertisingData(fields))).toEqual({ fields, malformed: [] });
      }),
    );
  });

  it('give every name back', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 20 }), (name) => {
        const bytes = buildAdvertisingData([{ type: 'LocalName', name }]);
        expect(parseAdvertisingData(bytes).fields).toEqual([{ type: 'LocalName', complete: true, name }]);
      }),
    );
  });

  it('give a real advertisement back', () => {
    // Wahoo BlueSC v1.4 (BlueZ, unit/test-eir.c).
    const bytes = toBytes('020106030216181209' + '5761686f6f20426c756553432076312e34');
    expect(buildAdvertisingData(parseAdvertisingData(bytes).fields, { maxLength: 31 })).toEqual(bytes);
  });
});
