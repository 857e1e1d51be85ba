import {
  adFieldsOf,
  advertisedAppearance,
  advertisedClassOfDevice,
  advertisedFlags,
  advertisedManufacturerData,
  advertisedName,
  advertisedServiceData,
  advertisedServices,
  advertisedTxPower,
  advertisedUri,
  parseAdvertisingData,
} from '../../../src/protocol/advertising/index.js';
import { CodecError } from '../../../src/protocol/index.js';
import { hex, long } from './vectors.js';

const parse = (bytes: string) => parseAdvertisingData(hex(bytes));

describe('what an advertisement says', () => {
  const data = parse(
    '02 01 06' + // flags
      '05 02 0d18 0f18' + // some services
      '03 03 0f18' + // all services, of the scan response
      '11 07 1bc5d5a50200469ae111b78d60b4452d' +
      '04 16 0f18 64' + // battery
      '02 0a ec' + // -20 dBm
      '03 19 c103' + // keyboard
      '04 0d 040424' + // class of device
      '05 ff 4c00 1005' + // Apple
      '05 ff 4c00 0215' + // Apple again
      '04 24 17 2f2f', // https://
  );

  it('is found by what it is', () => {
    expect(advertisedFlags(data)).toMatchObject({ GeneralDiscoverable: true, BREDRNotSupported: true });
    expect(advertisedServices(data)).toEqual([long('180d'), long('180f'), '2d45b460-8db7-11e1-9a46-0002a5d5c51b']);
    expect(advertisedServiceData(data, '180F')).toEqual(hex('64'));
    expect(advertisedServiceData(data, long('180f'))).toEqual(hex('64'));
    expect(advertisedServiceData(data, '180d')).toBeUndefined();
    expect(advertisedTxPower(data)).toBe(-20);
    expect(advertisedAppearance(data)).toBe(961);
    expect(advertisedClassOfDevice(data)).toBe(0x240404);
    expect(advertisedManufacturerData(data, 0x4c)).toEqual(hex('1005'));
    expect(advertisedManufacturerData(data, 0x59)).toBeUndefined();
    expect(advertisedUri(data)).toBe('https://');
  });

  it('is all there where it is repeated', () => {
    expect(adFieldsOf(data, 'ManufacturerData').map((field) => field.data)).toEqual([hex('1005'), hex('0215')]);
    expect(adFieldsOf(data, 'BigInfo')).toEqual([]);
  });

  it('is undefined where it is missing', () => {
    const nothing = parse('');
    expect(advertisedName(nothing)).toBeUndefined();
    expect(advertisedServices(nothing)).toEqual([]);
    expect(advertisedTxPower(nothing)).toBeUndefined();
    expect(advertisedFlags(nothing)).toBeUndefined();
  });

  it('refuses to look for what is no service', () => {
    expect(() => advertisedServiceData(data, 'battery')).toThrow(/'battery' is not a UUID/);
  });
});

describe('the name', () => {
  it.each([
    ['the complete one, wherever it is', '02 08 61  03 09 6162', 'ab'],
    ['the shortened one, if there is no other', '02 08 61', 'a'],
    ['what stands before the first NUL', '06 09 61 00 62 0a 00', 'a'],
    // c3 28 is no UTF-8; f0 9f 98 80 is U+1F600.
    ['the shortened one, if the complete one is empty', '02 08 61  01 09', 'a'],
    ['the shortened one, if the complete one is NUL', '01 09  04 09 00 62 63  02 08 61', 'a'],
    ['the shortened one, if the complete one is blank', '04 09 20 0a 20  02 08 61', 'a'],
    // e2 80 8b: zero width space, c2 ad: soft hyphen, ef bb bf: byte order mark, e3 85 a4: Hangul filler.
    ['the shortened one, if the complete one is invisible', '0c 09 e2808b c2ad efbbbf e385a4  02 08 61', 'a'],
    ['the next complete one, if the first is empty', '01 09  02 09 61  02 08 62', 'a'],
    ['nothing, if all are empty', '01 09  02 08 00', undefined],
    // 1b: escape, 07: bell, 7f: delete; c2 9b: a C1 control that terminals take for ESC [.
    ['free of what terminals obey', '0d 09 1b 5b 33 31 6d 61 07 7f c2 9b 32 4a', '[31ma2J'],
    ['on one line', '09 09 61 0d 0a 62 09 63 0a 0a', 'a b c'],
    // e2 80 ae: right-to-left override, e2 81 a6: isolate, d8 9c: Arabic letter mark; e2 80 a8: line separator.
    ['free of what turns the direction', '10 09 e2 80 ae 61 e2 81 a6 62 d8 9c 63 e2 80 a8 64', 'abc d'],
    // A family: e2 80 8d, which joins, is no control. e6 bc a2: a Chinese character.
    ['itself otherwise', '0f 09 f0 9f 91 a9 e2 80 8d f0 9f 91 a7 e6 bc a2', '\u{1f469}\u200d\u{1f467}\u6f22'],
    ['readable where it is not UTF-8', '07 09 c3 28 f0 9f 98 80', '\ufffd(\u{1f600}'],
  ])('is %s', (_, bytes, name) => {
    expect(advertisedName(parse(bytes))).toBe(name);
  });

  it('stands as it was sent in its field', () => {
    const [field] = adFieldsOf(parse('07 09 1b 5b 33 31 6d 00'), 'LocalName');
    expect(field).toEqual({ type: 'LocalName', complete: true, name: '\u001b[31m\0' });
  });
});

describe('what is asked', () => {
  const bytes = hex('02 09 61  04 16 0f18 64');

  it('may be bytes', () => {
    expect([advertisedName(bytes), advertisedName('020961'), advertisedName(bytes.buffer)]).toEqual(['a', 'a', 'a']);
    expect(advertisedServiceData(bytes, '0000180f00001000800000805f9b34fb')).toEqual(hex('64'));
    expect(adFieldsOf(new DataView(bytes.buffer), 'LocalName')).toHaveLength(1);
  });

  it.each([null, undefined, 3, [2, 9, 0x61], {}, { fields: 3 }, 'name'])('is refused if it is %p', (wrong) => {
    for (const ask of [advertisedName, advertisedServices, advertisedTxPower, advertisedFlags, advertisedUri]) {
      expect(() => ask(wrong as never)).toThrow(CodecError);
    }
    expect(() => advertisedName(wrong as never)).toThrow(/^advertising data: /);
  });
});
