import { buildAdvertisingData, parseAdvertisingData } from '../../../src/protocol/advertising/index.js';
import { adKinds } from '../../../src/protocol/advertising/table.js';
import { uriPrefix, uriScheme } from '../../../src/protocol/advertising/uri-schemes.js';
import { hex, vectors } from './vectors.js';

describe('every type of field', () => {
  it.each(vectors)('reads and writes %s', (_, bytes, field) => {
    expect(parseAdvertisingData(hex(bytes))).toEqual({ fields: [field], malformed: [] });
    expect(buildAdvertisingData([field])).toEqual(hex(bytes));
  });

  it('is plain data', () => {
    const { fields } = parseAdvertisingData(hex(vectors.map(([, bytes]) => bytes).join('')));
    expect(structuredClone(fields)).toEqual(vectors.map(([, , field]) => field));
  });

  it('has a vector, for each of its codes', () => {
    const seen = new Set(vectors.map(([, bytes]) => hex(bytes)[1]));
    const codes = Object.values(adKinds()).flatMap(({ codes: own }) => [...own]);
    expect(codes.filter((code) => !seen.has(code))).toEqual([]);
  });

  it('is declared for the codes that are assigned', () => {
    // Assigned Numbers, 2.3, Common Data Types.
    const assigned = [
      0x01, 0x02, 0x03, 0x04, 0x05, 0x06, 0x07, 0x08, 0x09, 0x0a, 0x0d, 0x0e, 0x0f, 0x10, 0x11, 0x12, 0x14, 0x15, 0x16,
      0x17, 0x18, 0x19, 0x1a, 0x1b, 0x1c, 0x1d, 0x1e, 0x1f, 0x20, 0x21, 0x22, 0x23, 0x24, 0x25, 0x26, 0x27, 0x28, 0x29,
      0x2a, 0x2b, 0x2c, 0x2d, 0x2e, 0x2f, 0x30, 0x31, 0x32, 0x34, 0x3d, 0xff,
    ];
    const declared = Object.values(adKinds()).flatMap(({ codes }) => [...codes]);
    expect([...new Set(declared)].sort((a, b) => a - b)).toEqual(assigned);
  });
});

describe('the schemes of URIs', () => {
  // Assigned Numbers, 2.7: some from its beginning, its middle and its end.
  it.each([
    [0x02, 'aaa:'],
    [0x10, 'file:'],
    [0x16, 'http:'],
    [0x17, 'https:'],
    [0x26, 'mailto:'],
    [0x45, 'tel:'],
    [0x4e, 'urn:'],
    [0x57, 'z39.50r:'],
    [0x59, 'acr:'],
    [0x80, 'itms:'],
    [0xa7, 'ssh:'],
    [0xb9, 'example:'],
    [0xbb, 'bluetooth:'],
    [0xbc, 'bl:'],
  ])('has %p for %s', (code, prefix) => {
    expect(uriPrefix(code)).toBe(prefix);
    expect(uriScheme(`${prefix}x`)).toBe(code);
  });

  it.each(['', 'x', ':x', 'no-such-scheme:x', 'http'])('has none for %p', (uri) => {
    expect(uriScheme(uri)).toBe(1);
  });

  it.each([0, 0xbd, 0x10_ffff])('has none of the number %p', (code) => {
    expect(uriPrefix(code)).toBeUndefined();
  });
});
