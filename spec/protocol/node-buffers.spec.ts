import { decodeEvent, encodeEvent, parseAdvertisingData, resolveAddresses } from 'rx-btmgmt';
import { redactEvent } from 'rx-btmgmt/btsnoop';
import { of } from 'rxjs';

/** Bytes as Node's functions give them: with a `slice` that copies nothing. */
const bufferOf = (bytes: Uint8Array | string): Buffer =>
  typeof bytes === 'string' ? Buffer.from(bytes, 'hex') : Buffer.from(bytes);

const LINK_KEY = encodeEvent({
  event: 'NewLinkKey',
  index: 0,
  storeHint: true,
  address: '00:11:22:33:44:55',
  addressType: 'BREDR',
  keyType: 'AuthenticatedP192',
  value: '07'.repeat(16),
  pinLength: 0,
});

describe('Bytes of a Buffer', () => {
  it('are not shared by short parts of an event', () => {
    const frame = bufferOf(LINK_KEY);
    const event = decodeEvent(frame);
    frame.fill(0);
    expect(event).toEqual(decodeEvent(LINK_KEY));
  });

  it.each([
    ['a key', LINK_KEY],
    ['a key that is cut', LINK_KEY.slice(0, 20)],
  ])('stay as they are when %s is redacted', (_, bytes) => {
    const frame = bufferOf(bytes);
    expect([...redactEvent(frame)]).not.toEqual([...bytes]);
    expect([...frame]).toEqual([...bytes]);
  });

  it('are read with the highest byte first, and not turned around', () => {
    // A mesh beacon that is not provisioned: its URI hash has the highest byte first.
    const text = '172b00' + '000102030405060708090a0b0c0d0e0f' + '1234' + 'a1b2c3d4';
    const data = bufferOf(text);
    const { fields } = parseAdvertisingData(data);
    expect(fields).toEqual(parseAdvertisingData(text).fields);
    expect(data.toString('hex')).toBe(text);
  });

  it('are the key of an identity', () => {
    // Core Specification, volume 3, part H, D.7: ah of 0x708194 is 0x0dfbaa.
    const value = '9b7d390aa610103405adc857a33402ec';
    const identity = { address: '00:00:00:00:00:01', addressType: 'LEPublic' } as const;
    const heard = { address: '70:81:94:0D:FB:AA', addressType: 'LERandom', time: 0 } as const;
    const named = (key: Buffer | string): string[] => {
      const addresses: string[] = [];
      of(heard)
        .pipe(resolveAddresses([{ ...identity, value: key }]))
        .subscribe(({ address }) => addresses.push(address));
      return addresses;
    };
    const key = bufferOf(value);
    expect([named(value), named(key)]).toEqual([[identity.address], [identity.address]]);
    expect(key.toString('hex')).toBe(value);
  });
});
