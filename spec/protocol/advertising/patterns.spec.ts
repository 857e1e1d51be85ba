import { CodecError, matchesPatterns } from '../../../src/index.js';
import type { AdvertisingPattern } from '../../../src/index.js';
import { hex } from './vectors.js';

// Flags, services 180d and 180f, name "bench", data of company 0x004c; padding between and behind.
const DATA = hex('020106 05030d180f18 0000 060962656e6368 05ff4c001005 000000');

describe('a pattern', () => {
  it.each<[what: string, pattern: AdvertisingPattern, matches: boolean]>([
    ['the beginning of a name', { adType: 'NameComplete', offset: 0, value: '62' }, true],
    ['the whole name', { adType: 'NameComplete', offset: 0, value: '62656e6368' }, true],
    ['more than the name', { adType: 'NameComplete', offset: 0, value: '62656e636805' }, false],
    ['the middle of a name', { adType: 'NameComplete', offset: 2, value: '6e63' }, true],
    ['the same elsewhere', { adType: 'NameComplete', offset: 1, value: '6e63' }, false],
    ['beyond the name', { adType: 'NameComplete', offset: 5, value: '05' }, false],
    ['the same of another kind', { adType: 'NameShort', offset: 0, value: '62' }, false],
    ['a code', { adType: 0xff, offset: 0, value: hex('4c00') }, true],
    ['a kind and nothing more', { adType: 'ManufacturerData', offset: 0, value: '' }, true],
    ['a kind that is not there', { adType: 'ServiceData16', offset: 0, value: '' }, false],
    ['a kind with less data', { adType: 'Flags', offset: 2, value: '' }, false],
    ['the second service', { adType: 'Uuid16Complete', offset: 2, value: '0f18' }, true],
  ])('that asks for %s', (_, pattern, matches) => {
    expect(matchesPatterns([pattern], DATA)).toBe(matches);
  });

  it('is enough of several, and none is not', () => {
    const wrong = { adType: 'NameComplete', offset: 0, value: '41' } as const;
    expect(matchesPatterns([wrong, { ...wrong, value: '62' }], DATA)).toBe(true);
    expect(matchesPatterns([wrong, wrong], DATA)).toBe(false);
    expect(matchesPatterns([], DATA)).toBe(false);
  });

  it('matches one of several fields of its kind, and nothing that is cut', () => {
    const pattern = { adType: 'ManufacturerData', offset: 0, value: '02' } as const;
    expect(matchesPatterns([pattern], '02ff0102ff02')).toBe(true);
    expect(matchesPatterns([pattern], '02ff0105ff02')).toBe(false);
    expect(matchesPatterns([pattern], '')).toBe(false);
  });

  it('is compared with bytes only', () => {
    expect(() => matchesPatterns([], null as never)).toThrow(CodecError);
    expect(() => matchesPatterns([{ adType: 1, offset: 0, value: 'x' }], DATA)).toThrow(CodecError);
  });
});
