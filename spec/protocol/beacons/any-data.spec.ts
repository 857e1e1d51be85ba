import fc from 'fast-check';
import {
  buildAltBeacon,
  buildEddystone,
  buildIBeacon,
  parseAltBeacon,
  parseEddystone,
  parseIBeacon,
} from '../../../src/protocol/beacons/index.js';
import { hex } from '../advertising/vectors.js';

describe('any advertisement', () => {
  const start = fc.constantFrom('1aff4c000215', '1bff1801beac', '0716aafe10', '1116aafe2000', '1516aafe00', '');
  const longer = fc.constantFrom(
    '1eff4c000215',
    '1fff1801beac',
    '1a16aafe10',
    '1416aafe2000',
    '1a16aafe00',
    '1016aafe30',
  );

  it('can be looked for beacons without a throw', () => {
    fc.assert(
      fc.property(fc.oneof(start, longer), fc.uint8Array({ maxLength: 36 }), (prefix, bytes) => {
        const data = Uint8Array.from([...hex(prefix), ...bytes]);
        const iBeacon = parseIBeacon(data);
        const altBeacon = parseAltBeacon(data);
        const eddystone = parseEddystone(data);
        if (iBeacon) expect(parseIBeacon(buildIBeacon(iBeacon))).toEqual(iBeacon);
        if (altBeacon) expect(parseAltBeacon(buildAltBeacon(altBeacon))).toEqual(altBeacon);
        if (eddystone) expect(parseEddystone(buildEddystone(eddystone))).toEqual(eddystone);
      }),
      { numRuns: 2000 },
    );
  });
});
