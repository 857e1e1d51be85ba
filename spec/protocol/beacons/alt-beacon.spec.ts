import { buildAltBeacon, parseAltBeacon } from '../../../src/protocol/beacons/index.js';
import { toHex } from '../../../src/protocol/index.js';
import { hex } from '../advertising/vectors.js';

describe('AltBeacon', () => {
  // 1b: 27 bytes; ff 1801: Radius Networks; beac; 20 bytes; c5: -59 dBm; 09: the maker's.
  const bytes = '1bff1801beac2f234454cf6d4a0fadf2f4911ba9ffa600010002c509';
  const beacon = {
    company: 0x118,
    id: '2f234454cf6d4a0fadf2f4911ba9ffa600010002',
    referenceRssi: -59,
    reserved: 9,
  };

  it('is read and built', () => {
    expect(parseAltBeacon(hex(`02011a ${bytes} 000000`))).toEqual(beacon);
    expect(buildAltBeacon(beacon)).toEqual(hex(bytes));
    expect(buildAltBeacon({ ...beacon, id: hex(beacon.id) })).toEqual(hex(bytes));
  });

  it('hands out what its maker put behind', () => {
    const longer = `1d${bytes.slice(2)}5e01`;
    const read = parseAltBeacon(hex(longer));
    expect(read).toEqual({ ...beacon, trailing: hex('5e01') });
    expect(buildAltBeacon(read!)).toEqual(hex(longer));
  });

  it('needs no reserved byte', () => {
    const { reserved, ...others } = beacon;
    expect(reserved).toBe(9);
    expect(toHex(buildAltBeacon(others))).toBe(`${bytes.slice(0, -2)}00`);
  });

  it.each([
    ['an iBeacon', '1aff4c000215e2c56db5dffb48d2b060d0f5a71096e000010002c5'],
    ['a beacon that is too short', '1aff1801beac2f234454cf6d4a0fadf2f4911ba9ffa600010002c5'],
    ['another code', bytes.replace('beac', 'beab')],
  ])('is not %s', (_, other) => {
    expect(parseAltBeacon(hex(other))).toBeUndefined();
  });

  it('refuses an identifier of another size', () => {
    expect(() => buildAltBeacon({ ...beacon, id: '00' })).toThrow(/^AltBeacon id: 1 bytes given, needs exactly 20/);
    expect(() => buildAltBeacon({ ...beacon, company: -1 })).toThrow(/company: -1/);
  });
});
