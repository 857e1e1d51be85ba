import { StatusError } from '../../src/index.js';
import { assertDeepEqual } from '../../src/testing/index.js';

const inItself = (): object => {
  const value: Record<string, unknown> = { a: 1 };
  value['self'] = value;
  return value;
};
class Point {
  constructor(readonly x: number) {}
}
const f = (): void => undefined;

/** Values that differ from each other, each made anew by every call. */
const values: readonly (() => unknown)[] = [
  () => 1,
  () => -0,
  () => 0,
  () => NaN,
  () => 1n,
  () => '1',
  () => true,
  () => null,
  () => undefined,
  () => f,
  () => [],
  () => [1],
  () => [1, [2]],
  () => [undefined],
  () => ({}),
  () => ({ a: 1 }),
  () => ({ a: undefined }),
  () => ({ b: { a: 1 } }),
  () => new Uint8Array([]),
  () => Uint8Array.of(1, 2),
  () => Uint8Array.of(1, 3),
  () => new Map([['a', 1]]),
  () => new Map([['a', 2]]),
  () => new Set(['a']),
  () => new Set(['b']),
  () => new Date(0),
  () => new Date(1),
  () => new Error('x'),
  () => new Error('y'),
  () => new TypeError('x'),
  () => new StatusError({ command: 'SetPowered', index: 0 }, 'Busy'),
  () => new StatusError({ command: 'SetPowered', index: 1 }, 'Busy'),
  inItself,
];
const messageOf = (actual: unknown, expected: unknown): string => {
  try {
    assertDeepEqual(actual, expected);
  } catch (error) {
    return (error as Error).message;
  }
  return 'equal';
};

describe('assertDeepEqual', () => {
  it('lets pass what looks the same, and nothing else', () => {
    const verdicts = values.flatMap((a, i) => values.map((b, j) => [i, j, messageOf(a(), b()) === 'equal'] as const));
    expect(verdicts.filter(([i, j, equal]) => equal !== (i === j))).toEqual([]);
  });

  it('goes by looks, not by class', () => {
    expect(messageOf(new Point(1), { x: 1 })).toBe('equal');
    expect(messageOf(Object.assign(Object.create(null) as object, { x: 1 }), { x: 1 })).toBe('equal');
  });

  it('knows the matchers of test runners without importing any', () => {
    expect(messageOf({ a: 1 }, { a: expect.any(Number) })).toBe('equal');
    expect(messageOf({ a: 'x' }, { a: expect.any(Number) })).not.toBe('equal');
  });

  it.each<[unknown, unknown, string]>([
    [1, 2, 'the value is 1, expected 2'],
    [-40, -41n, 'the value is -40, expected -41n'],
    [[1, 2], [1, 3], '[1] is 2, expected 3'],
    [{ a: { b: [{ c: 1 }] } }, { a: { b: [{ c: 2 }] } }, 'a.b[0].c is 1, expected 2'],
    [[], ['x'], '[0] is missing, expected "x"'],
    [['x'], [], '[0] is not expected: "x"'],
    [{ a: 1 }, { a: 1, b: undefined }, 'b is missing, expected undefined'],
    [{ a: { b: 1 } }, { a: null }, 'a is { b: 1 }, expected null'],
    [Uint8Array.of(1), Uint8Array.of(2), 'the value is Uint8Array 01, expected Uint8Array 02'],
    [new Map([['a', 1]]), new Map(), 'the value is Map [ [ "a", 1 ] ], expected Map []'],
    [{ a: 5 }, { a: expect.any(String) }, 'a is 5, expected Any {'],
    [{ self: inItself(), x: 1 }, { self: inItself(), x: 2 }, 'x is 1, expected 2'],
  ])('begins with what differs, here %p instead of %p', (actual, expected, first) => {
    expect(messageOf(actual, expected).split('\n')[0]).toContain(first);
  });

  it('ends, however deep in themselves the values are', () => {
    const [one, other] = [inItself(), Object.assign(inItself(), { a: 2 })];
    expect(messageOf(one, other)).toMatch(/^a is 1, expected 2\n/);
    expect(messageOf({ first: one }, { first: other })).toMatch(/^first.a is 1, expected 2\n/);
  });

  it('cuts what is long', () => {
    expect(messageOf('x'.repeat(500), 'y').split('\n')[0]).toHaveLength('the value is , expected "y"'.length + 101);
  });

  it('throws an error that no runner takes for one of its own', () => {
    // Jest prints "Expected value undefined" before the message of what is called AssertionError.
    expect(() => assertDeepEqual(1, 2)).toThrow(expect.objectContaining({ name: 'Error' }));
  });

  it('shows the lines that differ, with a few around', () => {
    const rows = (changed: string) => [1, 2, 3, 4, 5, 6, 7, 8, 9].map((n) => (n === 5 ? changed : `row ${n}`));
    expect(messageOf(rows('actual'), rows('expected'))).toBe(
      [
        '[4] is "actual", expected "expected"',
        '',
        '(- expected, + actual)',
        '  …',
        '    "row 2",',
        '    "row 3",',
        '    "row 4",',
        '-   "expected",',
        '+   "actual",',
        '    "row 6",',
        '    "row 7",',
        '    "row 8",',
        '  …',
        '',
      ].join('\n'),
    );
  });

  it('shows every kind of value', () => {
    const everything = [
      -0,
      1n,
      'text',
      null,
      undefined,
      f,
      [],
      {},
      { a: [1] },
      Uint8Array.of(1, 0xab),
      new Date(5),
      new Map([['k', { v: 1 }]]),
      new Set([1]),
      new TypeError('wrong'),
      new Point(1),
      inItself(),
    ];
    const shown = messageOf(everything, [])
      .split('\n')
      .map((line) => line.replace(/^\+ {3}/, ''));
    expect(shown).toEqual(
      expect.arrayContaining([
        '-0,',
        '1n,',
        '"text",',
        'null,',
        'undefined,',
        '[function f],',
        '[],',
        '{},',
        '  a: [',
        'Uint8Array 01ab,',
        'Date 5,',
        'Map [',
        'Set [',
        'TypeError: wrong {},',
        'Point {',
        '  self: [circular],',
      ]),
    );
  });

  it('finds what was inserted and what is missing', () => {
    expect(messageOf(['a', 'b', 'x', 'c'], ['a', 'b', 'c', 'd'])).toContain(
      ['    "b",', '+   "x",', '    "c",', '-   "d",'].join('\n'),
    );
  });
});
