import {
  appearanceName,
  characteristicName,
  companyName,
  descriptorName,
  serviceName,
} from '../../src/assigned-numbers/index.js';
import { numberedNames, uuidKey } from '../../src/assigned-numbers/lookup.js';

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

  it.each(['180f', '180F', 0x180f, '0000180f', '0000180f-0000-1000-8000-00805f9b34fb'])(
    'has the service %p',
    (uuid) => {
      expect(serviceName(uuid)).toBe('Battery Service');
    },
  );

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

  it('has no appearance where no number was assigned', () => {
    expect(appearanceName(0xffff)).toBeUndefined();
  });
});

describe('the lists', () => {
  it('go on where they say', () => {
    expect([...numberedNames('a\nb\n@0010\nc\nd')]).toEqual([
      [0, 'a'],
      [1, 'b'],
      [16, 'c'],
      [17, 'd'],
    ]);
  });

  it('know UUIDs by their shortest form', () => {
    expect(uuidKey('0000180f-0000-1000-8000-00805f9b34fb')).toBe('180f');
    expect(uuidKey('1234180f-0000-1000-8000-00805f9b34fb')).toBe('1234180f');
    expect(uuidKey(5)).toBe('0005');
  });
});
