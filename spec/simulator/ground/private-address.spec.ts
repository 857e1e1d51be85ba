import { Aes128 } from '../../../src/protocol/aes.js';
import { isResolvable } from '../../../src/simulator/ground/peer.js';
import { isMadeWith, resolvableAddress } from '../../../src/simulator/ground/private-address.js';
import { Random } from '../../../src/simulator/ground/random.js';
import { toBytes, toHex } from 'rx-btmgmt';

describe('Private addresses', () => {
  it('encrypts as FIPS 197 says, appendix B and C.1', () => {
    const encrypt = (key: string, block: string): string => toHex(new Aes128(toBytes(key)).encrypt(toBytes(block)));
    expect(encrypt('2b7e151628aed2a6abf7158809cf4f3c', '3243f6a8885a308d313198a2e0370734')).toBe(
      '3925841d02dc09fbdc118597196a0b32',
    );
    expect(encrypt('000102030405060708090a0b0c0d0e0f', '00112233445566778899aabbccddeeff')).toBe(
      '69c4e0d86a7b0430d8cdb78070b4c55a',
    );
  });

  it('knows the sample of the Core Specification, volume 3, part H, D.7', () => {
    const key = toBytes('ec0234a357c8ad05341010a60a397d9b').slice().reverse();
    expect(isMadeWith(key, '70:81:94:0D:FB:AA')).toBe(true);
    expect(isMadeWith(key, '70:81:94:0D:FB:AB')).toBe(false);
  });

  it('makes addresses that their key resolves, and no other', () => {
    const random = new Random(7);
    const [mine, other] = [random.bytes(16), random.bytes(16)];
    const address = resolvableAddress(mine, random);
    expect(isResolvable({ address, addressType: 'LERandom' })).toBe(true);
    expect(isResolvable({ address, addressType: 'LEPublic' })).toBe(false);
    expect([isMadeWith(mine, address), isMadeWith(other, address)]).toEqual([true, false]);
  });
});
