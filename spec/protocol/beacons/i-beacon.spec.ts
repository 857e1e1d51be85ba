import { buildAdvertisingData, parseAdvertisingData } from '../../../src/protocol/advertising/index.js';
import { buildIBeacon, iBeaconFields, parseIBeacon } from '../../../src/protocol/beacons/index.js';
import { CodecError, toHex } from '../../../src/protocol/index.js';
import { SCAN_RESPONSE } from './scan-response.js';
import { hex } from '../advertising/vectors.js';

const FLAGS = '020106';

describe('iBeacon', () => {
  // 1a: 26 bytes; ff 4c00: Apple; 02 15: proximity beacon of 21 bytes; UUID; major 0001; minor 0002; c5: -59 dBm.
  const bytes = '1aff4c000215e2c56db5dffb48d2b060d0f5a71096e000010002c5';
  const beacon = { uuid: 'e2c56db5-dffb-48d2-b060-d0f5a71096e0', major: 1, minor: 2, measuredPower: -59 };

  it('is read and built', () => {
    expect(parseIBeacon(hex(FLAGS + bytes))).toEqual(beacon);
    expect(buildIBeacon(beacon)).toEqual(hex(bytes));
  });

  it('is read as a real beacon sent it, with the scan response behind', () => {
    expect(
      parseIBeacon(hex(`02 01 06 1aff4c000215 426c7565436861726d426561636f6e73 0efe 1355 c5 ${SCAN_RESPONSE}`)),
    ).toEqual({ uuid: '426c7565-4368-6172-6d42-6561636f6e73', major: 0x0efe, minor: 0x1355, measuredPower: -59 });
  });

  // Both as they were seen on the air: a Jaalee sensor and an easiBeacon. 64, 4e: the charge of the battery.
  it.each([
    [
      '1bff4c000215 ebefd08370a247c89837e7b5634df525 6582 3d1a cc 64',
      { uuid: 'ebefd083-70a2-47c8-9837-e7b5634df525', major: 0x6582, minor: 0x3d1a, measuredPower: -52 },
      '64',
    ],
    [
      '1bff4c000215 a7ae2eb71f004168b99ba749bac1ca64 0001 0001 bb 4e',
      { uuid: 'a7ae2eb7-1f00-4168-b99b-a749bac1ca64', major: 1, minor: 1, measuredPower: -69 },
      '4e',
    ],
    [`1dff4c000215 ${bytes.slice(12)} 640102`, beacon, '640102'],
  ])('hands out what its maker put behind: %s', (real, known, trailing) => {
    const read = parseIBeacon(hex(`020104 ${real}`));
    expect(read).toEqual({ ...known, trailing: hex(trailing) });
    expect(buildIBeacon(read!)).toEqual(hex(real));
  });

  it('is read from fields, too, and built together with others', () => {
    const data = buildAdvertisingData([{ type: 'Flags', flags: 6 }, ...iBeaconFields(beacon)], { maxLength: 31 });
    expect(toHex(data)).toBe(FLAGS + bytes);
    expect(parseIBeacon(parseAdvertisingData(data))).toEqual(beacon);
  });

  it.each([
    ['nothing', ''],
    ['another company', bytes.replace('4c00', '4d00')],
    ['other data of Apple', '07ff4c0010020b00'],
    ['a beacon that is too short', '19ff4c000215e2c56db5dffb48d2b060d0f5a71096e000010002'],
  ])('is not %s', (_, other) => {
    expect(parseIBeacon(hex(other))).toBeUndefined();
  });

  it('is found behind other data of Apple', () => {
    expect(parseIBeacon(hex(`07ff4c0010020b00 ${bytes}`))).toEqual(beacon);
  });

  it.each([
    [{ ...beacon, major: 65536 }, /^iBeacon major: 65536 is not an integer from 0 to 65535/],
    [{ ...beacon, uuid: 'x' }, /^iBeacon uuid: 'x' is not a UUID/],
    [{ ...beacon, measuredPower: -200 }, /^iBeacon measuredPower: -200/],
    [{ ...beacon, trailing: 'ff' as never }, /^iBeacon trailing: 'ff' is not a Uint8Array/],
    [{ ...beacon, trailing: new Uint8Array(300) }, /^fields\[0\]: 325 bytes, 71 too many for the 254 of one field/],
    [null as never, /^iBeacon: null is not an object with/],
    [{ ...beacon, power: 1 }, /^iBeacon power: there is no such parameter/],
  ])('refuses %#', (wrong, message) => {
    expect(() => buildIBeacon(wrong)).toThrow(CodecError);
    expect(() => buildIBeacon(wrong)).toThrow(message);
  });
});
