import {
  appearanceName,
  characteristicName,
  companyName,
  descriptorName,
  serviceName,
} from '../../src/assigned-numbers/index.js';
import { namesOf, uuidKey } from '../../src/assigned-numbers/lookup.js';

describe('the names of assigned numbers', () => {
  // Assigned Numbers, 7.1. 0066 and 0068 stand on both sides of a number that is left out.
  it.each([
    [0x0000, 'Ericsson AB'],
    [0x004c, 'Apple, Inc.'],
    [0x0059, 'Nordic Semiconductor ASA'],
    [0x0075, 'Samsung Electronics Co. Ltd.'],
    [0x00e0, 'Google'],
    [0x0118, 'Radius Networks, Inc.'],
    [0x0499, 'Ruuvi Innovations Ltd.'],
  ])('has the company %p', (company, name) => {
    expect(companyName(company)).toBe(name);
  });

  it('has no company where no number was assigned', () => {
    expect(companyName(0xfffe)).toBeUndefined();
    expect(companyName(-1)).toBeUndefined();
    expect(companyName(0.5)).toBeUndefined();
    expect(companyName(0xffff)).toMatch(/^Bluetooth SIG/);
  });

  it.each([
    '180f',
    '180F',
    0x180f,
    '0000180f',
    '0000180f-0000-1000-8000-00805f9b34fb',
    '0000180F00001000800000805F9B34FB',
  ])('has the service %p', (uuid) => {
    expect(serviceName(uuid)).toBe('Battery Service');
  });

  // Assigned Numbers, 3.8 to 3.10: what devices around us say that is no service of the SIG's.
  it.each([
    [0xfe95, 'Xiaomi Inc.'],
    [0xfd3d, 'Woan Technology (Shenzhen) Co., Ltd.'],
    [0xfcd2, 'Allterco Robotics ltd'],
    [0xfe9f, 'Google LLC'],
    [0xfeed, 'Tile, Inc.'],
    [0xfe87, 'Qingdao Yeelink Information Technology Co., Ltd. ( 青岛亿联客信息技术有限公司 )'],
    [0xfda8, 'PSA Peugeot Citroën'],
    [0xfff6, 'Matter Profile ID'],
    [0xfffa, 'ASTM Remote ID'],
    [0xfffd, 'Universal Second Factor Authenticator'],
    [0x110b, 'Audio Sink'],
    [0x185b, 'Ranging'],
  ])('has the owner or the purpose of %p', (uuid, name) => {
    expect(serviceName(uuid)).toBe(name);
  });

  it('prefers what a UUID is for to whose it is', () => {
    expect(serviceName('fd6f')).toBe('Exposure Notification Service');
    expect(serviceName('feaa')).toBe('Eddystone');
  });

  // Counted in the register that scripts/assigned-numbers.mjs reads.
  it.each([
    ['service classes', 0x1000, 0x1400, 78],
    ['services of the SIG', 0x1800, 0x1900, 76],
    ['members and standards bodies', 0xf000, 0x10000, 731],
  ])('has all %s', (_kind, from, to, count) => {
    const uuids = Array.from({ length: to - from }, (_, n) => from + n);
    expect(uuids.filter((uuid) => serviceName(uuid) !== undefined)).toHaveLength(count);
  });

  it('has services with long UUIDs', () => {
    expect(serviceName('6E400001-B5A3-F393-E0A9-E50E24DCCA9E')).toBe('Nordic UART Service');
  });

  it('has characteristics and descriptors', () => {
    expect(characteristicName('2a19')).toBe('Battery Level');
    expect(descriptorName(0x2902)).toBe('Client Characteristic Configuration');
  });

  it.each(['ffff', '', 'toString', '1000180f', '0000180f-0000-1000-8000-00805f9b34fc'])('has no service %p', (uuid) => {
    expect(serviceName(uuid)).toBeUndefined();
  });

  // Assigned Numbers, 2.6: ten bits of category, six of subcategory.
  it.each([
    [0, 'Unknown'],
    [0x0040, 'Phone'],
    [0x0083, 'Laptop'],
    [961, 'Keyboard'],
    [0x03c0, 'Human Interface Device'],
    [0x007f, 'Phone'],
  ])('has the appearance %p', (appearance, name) => {
    expect(appearanceName(appearance)).toBe(name);
  });

  it.each([0xffff, -1, 0.5, NaN, Infinity])('has no appearance %p', (appearance) => {
    expect(appearanceName(appearance)).toBeUndefined();
  });

  it('has none for what callers without types pass', () => {
    for (const name of [appearanceName, characteristicName, companyName, descriptorName, serviceName]) {
      for (const value of [undefined, null, {}, [], Uint8Array.of(0x0f, 0x18)]) {
        expect((name as (value: unknown) => unknown)(value)).toBeUndefined();
      }
    }
  });
});

describe('the lists', () => {
  it('go on where they say', () => {
    expect([...namesOf('a\nb\n@0010\nc\n\n@0020\n\n0000152312120000000000000000abcd e f', '@0001\ng')]).toEqual([
      [0, 'a'],
      [1, 'g'],
      [16, 'c'],
      [17, 'c'],
      [32, 'c'],
      ['0000152312120000000000000000abcd', 'e f'],
    ]);
  });

  it('know UUIDs by their shortest form', () => {
    expect(uuidKey('0000180f-0000-1000-8000-00805f9b34fb')).toBe(0x180f);
    expect(uuidKey('1234180f-0000-1000-8000-00805f9b34fb')).toBe('1234180f');
    expect(uuidKey('0000180F-0000-1000-8000-00805F9B34FC')).toBe('0000180f00001000800000805f9b34fc');
    expect(uuidKey(5)).toBe(5);
  });
});
