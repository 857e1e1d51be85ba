import fc from 'fast-check';
import { decodeEvent, frameOf } from '../../src/index.js';
import { eventCodecs } from '../../src/protocol/tables.js';
import { Reader } from '../../src/protocol/cursor.js';
import { HEADER_SIZE } from '../../src/protocol/header.js';

const { code, params } = eventCodecs().DeviceFound;
const HEAD = 14;

/** Parameters with the length of the advertising data that they hold, or another one. */
function parametersOf(head: Uint8Array, data: Uint8Array, length = data.length): Uint8Array {
  const bytes = Uint8Array.of(...head, ...data);
  bytes[HEAD - 2] = length;
  bytes[HEAD - 1] = 0;
  return bytes;
}

const head = fc.uint8Array({ minLength: HEAD, maxLength: HEAD });
const data = fc.uint8Array({ maxLength: 40 });
const index = fc.oneof(fc.nat(0xfffe), fc.constant(null));

describe('Device Found, which has a way of its own', () => {
  it('is read as its declaration says', () => {
    fc.assert(
      fc.property(head, data, index, (first, eirData, controller) => {
        const frame = frameOf(code, controller, parametersOf(first, eirData));
        const declared = { event: 'DeviceFound', index: controller };
        params.readInto(new Reader(frame, HEADER_SIZE), declared);
        const event = decodeEvent(frame);
        expect(event).toStrictEqual(declared);
        expect(Object.keys(event)).toEqual(Object.keys(declared));
      }),
    );
  });

  it('keeps what stands behind it', () => {
    fc.assert(
      fc.property(head, data, data, (first, eirData, more) => {
        const frame = frameOf(code, 0, parametersOf(first, Uint8Array.of(...eirData, ...more), eirData.length));
        const trailing = more.length > 0 ? { trailing: more } : {};
        expect(decodeEvent(frame)).toMatchObject({ event: 'DeviceFound', eirData, ...trailing });
        expect('trailing' in decodeEvent(frame)).toBe(more.length > 0);
      }),
    );
  });

  it.each([
    [0, /^address: the frame ends after 6 bytes/],
    [7, /^rssi: the frame ends after 13 bytes/],
    [13, /^eirData: the frame ends after 19 bytes/],
    [15, /^eirData: the frame ends after 21 bytes/],
  ])('is as malformed as others after %i bytes', (length, reason) => {
    const bytes = parametersOf(new Uint8Array(HEAD), Uint8Array.of(1, 2));
    expect(decodeEvent(frameOf(code, 3, bytes.subarray(0, length)))).toMatchObject({
      event: 'Malformed',
      code,
      index: 3,
      reason: expect.stringMatching(reason),
    });
  });
});
