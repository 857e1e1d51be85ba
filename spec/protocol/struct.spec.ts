import { rest } from '../../src/protocol/bytes.js';
import { Reader, Writer } from '../../src/protocol/cursor.js';
import { lengthOf, list, optional } from '../../src/protocol/lists.js';
import { u16, u8 } from '../../src/protocol/numbers.js';
import { struct } from '../../src/protocol/struct.js';
import { toBytes, toHex } from '../../src/index.js';

function write(value: unknown): string {
  const writer = new Writer();
  apart.write(writer, value as never);
  return toHex(writer.done());
}

/** As in Add Advertising: both lengths first, then both data. */
const apart = struct([
  ['id', u8],
  ['firstLength', lengthOf('first', u8)],
  ['secondCount', lengthOf('second', u8)],
  ['first', rest],
  ['second', rest],
  [
    'points',
    list(
      u8,
      struct([
        ['x', u8],
        ['y', u16],
      ]),
    ),
  ],
  ['tail', optional(u8)],
]);

const value = {
  id: 7,
  first: Uint8Array.of(1),
  second: Uint8Array.of(2, 3),
  points: [{ x: 4, y: 5 }],
  tail: 6,
};
const hex = '07' + '0102' + '01' + '0203' + '01' + '040500' + '06';

describe('fields in wire order', () => {
  it('are read and written, with lengths that stand apart from what they count', () => {
    expect(write(value)).toBe(hex);
    expect(apart.read(new Reader(toBytes(hex)))).toEqual(value);
    expect(apart.names).toEqual(['id', 'first', 'second', 'points', 'tail']);
  });

  it('leave out what is missing at the end', () => {
    const { tail, ...short } = value;
    expect(tail).toBe(6);
    expect(write(short)).toBe(hex.slice(0, -2));
    expect(apart.read(new Reader(toBytes(hex.slice(0, -2))))).toEqual(short);
  });

  it.each<[string, unknown, RegExp]>([
    ['a missing value', { ...value, id: undefined }, /^id: is missing/],
    ['missing data that is counted', { ...value, second: undefined }, /^second: is missing/],
    [
      'a misspelt name',
      { ...value, tial: 6 },
      /^tial: there is no such parameter; there are id, first, second, points, tail/,
    ],
    ['a length, which is computed', { ...value, firstLength: 1 }, /^firstLength: there is no such parameter/],
    [
      'data too long for its length',
      { ...value, first: new Uint8Array(256) },
      /^first: 256 is not an integer from 0 to 255/,
    ],
    [
      'a wrong value deep inside',
      {
        ...value,
        points: [
          { x: 1, y: 2 },
          { x: 1, y: -2 },
        ],
      },
      /^points\[1\]\.y: -2 is not/,
    ],
    ['no object', null, /needs an object with id, first/],
  ])('refuse %s and say where', (_, wrong, message) => {
    expect(() => write(wrong)).toThrow(
      expect.objectContaining({ name: 'CodecError', message: expect.stringMatching(message) }),
    );
  });

  it('refuse a declaration whose length counts nothing', () => {
    expect(() =>
      struct([
        ['n', lengthOf('data', u8)],
        ['other', rest],
      ]),
    ).toThrow(/n: there is no later field data/);
    expect(() =>
      struct([
        ['data', rest],
        ['n', lengthOf('data', u8)],
      ]),
    ).toThrow(/n: there is no later field data/);
  });
});
