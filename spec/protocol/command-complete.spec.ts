import fc from 'fast-check';
import { decodeEvent, encodeEvent, frameOf, toHex } from '../../src/index.js';
import { eventCodecs } from '../../src/protocol/tables.js';
import type { MgmtEvent } from '../../src/index.js';
import { Reader, Writer } from '../../src/protocol/cursor.js';
import { HEADER_SIZE } from '../../src/protocol/header.js';

const { code, params } = eventCodecs().CommandComplete;
const complete: MgmtEvent<'CommandComplete'> = {
  event: 'CommandComplete',
  index: 0,
  commandOpcode: 5,
  status: 'Success',
  returnParameters: Uint8Array.of(1, 2),
};

/** What the declaration says about the same frame. */
function declared(frame: Uint8Array, index: number | null): object {
  return { event: 'CommandComplete', index, ...params.read(new Reader(frame, HEADER_SIZE)) };
}

describe('Command Complete, which has a way of its own', () => {
  it('is read and written as its declaration says', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ minLength: 3, maxLength: 20 }),
        fc.oneof(fc.nat(0xfffe), fc.constant(null)),
        (bytes, index) => {
          const frame = frameOf(code, index, bytes);
          const event = decodeEvent(frame) as MgmtEvent<'CommandComplete'>;
          expect(event).toStrictEqual(declared(frame, index));
          expect(Object.keys(event)).toEqual(Object.keys(declared(frame, index)));
          const writer = new Writer();
          const { commandOpcode, status, returnParameters } = event;
          params.write(writer, { commandOpcode, status, returnParameters });
          expect(encodeEvent(event)).toEqual(frameOf(code, index, writer.done()));
        },
      ),
    );
  });

  it('is as malformed as others when it is short', () => {
    expect(decodeEvent(frameOf(code, 7, Uint8Array.of(5, 0)))).toMatchObject({
      event: 'Malformed',
      code,
      index: 7,
      reason: expect.stringMatching(/^status: the frame ends after 8 bytes/),
    });
  });

  it('takes what others take', () => {
    const frame = toHex(encodeEvent(complete));
    const { event, index, ...fields } = complete;
    expect(toHex(encodeEvent({ ...fields, index, event }))).toBe(frame);
    expect(toHex(encodeEvent({ ...complete, returnParameters: '0102' }))).toBe(frame);
    expect(toHex(encodeEvent({ ...complete, returnParameters: '01', trailing: Uint8Array.of(2) }))).toBe(frame);
  });

  it.each([
    [{ commandOpcode: 0x10000 }, /^CommandComplete commandOpcode: the number is not/],
    [{ commandOpcode: NaN }, /^CommandComplete commandOpcode: the number is not/],
    [{ status: 'Fine' }, /^CommandComplete status: text of 4 characters is not one of Success/],
    [{ status: 256 }, /^CommandComplete status: the number is not/],
    [{ returnParameters: [1, 2] }, /^CommandComplete returnParameters: an array of 2 is not/],
    [{ returnParameters: new Uint8Array(65_533) }, /^CommandComplete: the frame would have 65542 bytes, at most 65541/],
    [{ index: -1 }, /^CommandComplete index: the number is not/],
    [{ state: 'Success' }, /^CommandComplete state: there is no such parameter/],
  ])('refuses %p as others do', (wrong, message) => {
    expect(() => encodeEvent({ ...complete, ...wrong } as never)).toThrow(
      expect.objectContaining({ name: 'CodecError', message: expect.stringMatching(message) }),
    );
  });
});
