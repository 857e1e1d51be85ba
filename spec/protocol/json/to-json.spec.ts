import { inspect } from 'node:util';
import { CodecError, decodeEvent, parseAdvertisingData, toBytes, toJson } from '../../../src/index.js';

/** What it throws. */
function caught(action: () => unknown): unknown {
  try {
    return action();
  } catch (error) {
    return error;
  }
}

describe('the JSON of a value', () => {
  it('is what the documentation says', () => {
    const key = decodeEvent(
      toBytes(
        '0a0000002500' +
          '01' +
          '0100000000c0' +
          '02' +
          '03' +
          '01' +
          '10' +
          '0201' +
          'ffffffffffffff7f' +
          '0f'.repeat(16),
      ),
    );
    expect(JSON.stringify(toJson(key))).toBe(
      '{"event":"NewLongTermKey","index":0,"storeHint":true,"address":"C0:00:00:00:00:01","addressType":"LERandom",' +
        '"keyType":"AuthenticatedP256","central":1,"encryptionSize":16,"encryptionDiversifier":258,' +
        '"randomNumber":"9223372036854775807","value":"0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f"}',
    );
    const found = decodeEvent(toBytes('1200ffff0e000100000000c0007f000000000000'));
    expect(toJson(found)).toMatchObject({ index: null, rssi: null, eirData: '' });
    expect(toJson(decodeEvent(toBytes('ff00010000')))).toMatchObject({ event: 'Malformed', bytes: 'ff00010000' });
  });

  it('may be of anything that is made of messages', () => {
    const data = parseAdvertisingData('05ff4c00aabb020af8');
    expect(
      toJson({ devices: [{ data, seen: undefined, at: 5, big: 2n, view: new DataView(new ArrayBuffer(2)) }] }),
    ).toEqual({
      devices: [
        {
          data: {
            fields: [
              { type: 'ManufacturerData', company: 0x4c, data: 'aabb' },
              { type: 'TxPower', txPower: -8 },
            ],
            malformed: [],
          },
          at: 5,
          big: '2',
          view: '0000',
        },
      ],
    });
    expect([toJson('a'), toJson(null), toJson(Uint8Array.of(10)), toJson([1n])]).toEqual(['a', null, '0a', ['1']]);
    const { buffer } = Uint8Array.of(1, 2);
    expect([toJson(buffer), toJson({ shared: new SharedArrayBuffer(1) })]).toEqual(['0102', { shared: '00' }]);
  });

  it.each([
    [{ a: [new Map()] }, /^a\[0\]: an object is no plain data/],
    [{ at: new Date(0) }, /^at: /],
    [{ f: () => 0 }, /^f: a function is no plain data/],
    [{ a: { b: Infinity } }, /^a\.b: Infinity is no plain data/],
    [undefined, /^undefined is no plain data/],
    [Symbol('x'), /no plain data/],
    // All of these have nothing that JSON would show.
    [{ error: new Error('x') }, /^error: an object is no plain data/],
    [[Promise.resolve()], /^\[0\]: an object is no plain data/],
    [{ pattern: /x/, at: 1 }, /^pattern: /],
    [new WeakSet(), /no plain data/],
    [Array(1), /^\[0\]: undefined is no plain data/],
  ])('is refused for %p', (value, message) => {
    expect(() => toJson(value)).toThrow(CodecError);
    expect(() => toJson(value)).toThrow(message);
  });
});

describe('What refuses to be JSON', () => {
  it('names the place of what is part of itself, and takes what is there twice', () => {
    const twice = { a: 1 };
    expect(toJson({ one: twice, other: [twice, twice] })).toEqual({ one: twice, other: [twice, twice] });
    const around: { inner: unknown[] } = { inner: [{}] };
    around.inner.push(around);
    expect(() => toJson(around)).toThrow(CodecError);
    expect(() => toJson({ x: around })).toThrow(/^x\.inner\[1\]: an object is part of itself/);
  });

  it('says nothing of keys that are in it', () => {
    const key = 'c0ffee'.repeat(5);
    for (const value of [new Map([[1, key]]), new Set([key]), [Symbol(key)], { at: [new Date(0), key, () => key] }]) {
      const error = caught(() => toJson(value));
      expect(error).toBeInstanceOf(CodecError);
      expect(inspect(error, { depth: 9, showHidden: true })).not.toContain(key);
    }
  });
});
