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
    ['readable where it is not UTF-8', '07 09 c3 28 f0 9f 98 80', '\ufffd(\u{1f600}'],
  ])('is %s', (_, bytes, name) => {
    expect(advertisedName(parse(bytes))).toBe(name);
  });
});
