import type { IdentityKey, Sighting } from 'rx-btmgmt';
import { resolveAddresses } from 'rx-btmgmt';
import { Aes128 } from '../../../src/protocol/aes.js';
import { Subject, from, map, toArray } from 'rxjs';
import { marbles } from '../../support/marbles.js';
import { behavesLikeAnOperator } from './marbles.js';
import { A, B, seen } from './sighting.js';

/** The sample of the Core Specification, volume 3, part H, D.7; mgmt has the least significant byte first. */
const KEY: IdentityKey = {
  address: A,
  addressType: 'LEPublic',
  value: '9b7d390aa610103405ad c857a33402ec'.replace(' ', ''),
};
const PRIVATE = '70:81:94:0D:FB:AA';
const other: IdentityKey = { address: B, addressType: 'LERandom', value: '01'.repeat(16) };
const heard = (address: string, addressType: Sighting['addressType'] = 'LERandom') => seen({ address, addressType });

const values = {
  p: heard(PRIVATE),
  n: heard('70:81:94:0D:FB:AB'),
  s: heard('C0:81:94:0D:FB:AA'),
  l: heard(PRIVATE, 'LEPublic'),
};

describe('resolveAddresses', () => {
  behavesLikeAnOperator(() => resolveAddresses([KEY]), values);

  it('puts the identity in the place of a private address, and lets pass all others as they are', () => {
    let result: unknown;
    from(Object.values(values))
      .pipe(resolveAddresses([other, KEY]), toArray())
      .subscribe((all) => (result = all));
    const { n, s, l } = values;
    expect(result).toEqual([{ ...values.p, address: A, addressType: 'LEPublic', privateAddress: PRIVATE }, n, s, l]);
  });

  it('tries each address once, also one that it does not know', () => {
    const tried = jest.spyOn(Aes128.prototype, 'lastWord');
    from([values.p, values.n, values.p, values.n, values.s])
      .pipe(resolveAddresses([other, KEY]))
      .subscribe();
    expect(tried).toHaveBeenCalledTimes(4);
    tried.mockRestore();
  });

  it('leaves out a key of zeros', () => {
    const tried = jest.spyOn(Aes128.prototype, 'lastWord');
    from([values.p])
      .pipe(resolveAddresses([{ ...KEY, value: new Uint8Array(16) }]))
      .subscribe();
    expect(tried).not.toHaveBeenCalled();
    tried.mockRestore();
  });

  it('follows keys that change, forgetting what was not known', () => {
    marbles(({ hot, expectObservable, expectSubscriptions }) => {
      const keys$ = hot('--a-b', { a: [KEY], b: [other] });
      const source$ = hot('-p-p-p|', values).pipe(
        resolveAddresses(keys$),
        map(({ address }) => address),
      );
      expectObservable(source$).toBe('-p-a-p|', { p: PRIVATE, a: A });
      expectSubscriptions(keys$.subscriptions).toBe('^-----!');
    });
  });

  it('fails for a key that is none, and does not show it', () => {
    const bad = { ...KEY, value: 'c0ffee' };
    expect(() => resolveAddresses([KEY, bad])).toThrow(/keys\[1\]\.value: (?!.*c0ffee).*16 bytes/);
    expect(() => resolveAddresses([{ ...KEY, value: 'x'.repeat(32) }])).toThrow(/keys\[0\]\.value: (?!.*xxx)/);
    expect(() => resolveAddresses([{ ...KEY, address: 'A' }])).toThrow(/keys\[0\]\.address/);
    const keys$ = new Subject<IdentityKey[]>();
    let error: unknown;
    new Subject<Sighting>().pipe(resolveAddresses(keys$)).subscribe({ error: (why: unknown) => (error = why) });
    keys$.next([bad]);
    expect(error).toMatchObject({ name: 'OptionError' });
  });
});
