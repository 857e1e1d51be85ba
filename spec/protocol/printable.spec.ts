import { printable } from '../../src/index.js';
import { escaped, isPrintable } from '../../src/protocol/escaped.js';

describe('text from strangers', () => {
  it.each([
    ['plain', 'plain'],
    ['', ''],
    ['  a  b  ', 'a  b'],
    ['\u001b]0;owned\u0007x', ']0;ownedx'],
    ['\u009b2Jx\u0090y\u009c', '2Jxy'],
    ['a\tb\r\nc\u0085d\u2028e\u2029f\vg\fh', 'a b c d e f g h'],
    ['\u202eevil\u202c \u2066a\u2069 \u200e\u200f\u061c', 'evil a'],
    ['caf\udcc3', 'caf\ufffd'],
    ['日本語 🎧 e\u0301 👩\u200d👧', '日本語 🎧 e\u0301 👩\u200d👧'],
  ])('%j is printed as %j', (text, expected) => {
    expect(printable(text)).toBe(expected);
    expect(isPrintable(printable(text))).toBe(true);
  });

  it.each([[undefined], [null], [5], [new Uint8Array(1)]])('is no %p', (text) => {
    const said = expect.objectContaining({
      code: 'InvalidValue',
      message: expect.stringMatching(/ is not text$/) as unknown,
    });
    expect(() => printable(text as never)).toThrow(said);
  });

  it('is whole where it is escaped', () => {
    expect(escaped('a\u001b[2J\u202e\u009b\u2028\udcff日本 ')).toBe('a\\u001b[2J\\u202e\\u009b\\u2028\\udcff日本 ');
    expect(['a', '🎧', '\n', '\u061c', '\udc80'].map(isPrintable)).toEqual([true, true, false, false, false]);
  });

  it('knows the characters that Unicode calls controls, surrogates and ends of lines', () => {
    const properties = /[\p{Cc}\p{Bidi_Control}\p{Zl}\p{Zp}\p{Cs}]/u;
    const differing: string[] = [];
    for (let point = 0; point <= 0x10_ffff; point++) {
      const char = String.fromCodePoint(point);
      if (isPrintable(char) === properties.test(char)) differing.push(point.toString(16));
    }
    expect(differing).toEqual([]);
  });
});
