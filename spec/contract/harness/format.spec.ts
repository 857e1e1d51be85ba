import { fields, numbered, unnumbered } from './format.js';

const key = (byte: number) => ({
  key: { address: '00:AA:01:00:00:00', value: new Uint8Array(2).fill(byte), pinLength: 0 },
});
const random = (address: string) => fields('DeviceFound', { address, addressType: 'LERandom' });

describe('values that differ each time', () => {
  it('numbers them by their kind, the same value with the same number', () => {
    const lines = [1, 2, 1].map((byte) => fields('NewLinkKey', key(byte)));
    expect(numbered([...lines, random('40:00:00:00:00:01')])).toEqual([
      'key={address=00:AA:01:00:00:00 value=<key 1> pinLength=0}',
      'key={address=00:AA:01:00:00:00 value=<key 2> pinLength=0}',
      'key={address=00:AA:01:00:00:00 value=<key 1> pinLength=0}',
      'address=<address 1> addressType=LERandom',
    ]);
  });

  it('shows them without a number where there is nothing to count', () => {
    expect(unnumbered(random('7F:00:00:00:00:01'))).toBe('address=<address> addressType=LERandom');
  });

  it('shows others as they are: static addresses, zeros, keys in other messages', () => {
    const lines = [random('C0:00:00:00:00:01'), fields('NewLinkKey', key(0)), fields('LoadLinkKeys', key(1))];
    expect(numbered(lines)).toEqual([
      'address=C0:00:00:00:00:01 addressType=LERandom',
      'key={address=00:AA:01:00:00:00 value=0000 pinLength=0}',
      'key={address=00:AA:01:00:00:00 value=0101 pinLength=0}',
    ]);
  });
});
