import type { KeyStore, StoredKey } from 'rx-btmgmt';
import { lastValueFrom } from 'rxjs';
import { HEADSET, OTHER_VALUE, OWNER, PHONE, VALUE } from './key-world.js';

export const bytesOf = (text: string): Uint8Array =>
  Uint8Array.from(text.match(/../g) ?? [], (byte) => parseInt(byte, 16));

export const KEYS = {
  link: { kind: 'LinkKey', ...HEADSET, keyType: 'AuthenticatedP192', pinLength: 4, value: bytesOf(VALUE) },
  central: {
    kind: 'LongTermKey',
    ...PHONE,
    keyType: 'AuthenticatedLegacy',
    central: 1,
    encryptionSize: 16,
    encryptionDiversifier: 0xfffe,
    randomNumber: 2n ** 64n - 1n,
    value: bytesOf(VALUE),
  },
  peripheral: {
    kind: 'LongTermKey',
    ...PHONE,
    keyType: 'AuthenticatedLegacy',
    central: 0,
    encryptionSize: 7,
    encryptionDiversifier: 1,
    randomNumber: 1n,
    value: bytesOf(OTHER_VALUE),
  },
  identity: { kind: 'IdentityResolvingKey', ...PHONE, value: bytesOf(VALUE) },
  local: { kind: 'SignatureResolvingKey', ...PHONE, keyType: 'LocalUnauthenticated', value: bytesOf(VALUE) },
  remote: { kind: 'SignatureResolvingKey', ...PHONE, keyType: 'RemoteUnauthenticated', value: bytesOf(OTHER_VALUE) },
  parameters: {
    kind: 'ConnectionParameters',
    ...PHONE,
    minConnectionInterval: 6,
    maxConnectionInterval: 3200,
    connectionLatency: 3,
    supervisionTimeout: 3200,
  },
} as const satisfies Record<string, StoredKey>;

export const read = (store: KeyStore, owner = OWNER): Promise<readonly StoredKey[]> =>
  lastValueFrom(store.read$(owner));
export const write = (store: KeyStore, key: StoredKey, owner = OWNER): Promise<unknown> =>
  lastValueFrom(store.write$(owner, key), { defaultValue: undefined });
export const remove = (store: KeyStore, key: StoredKey, owner = OWNER): Promise<unknown> =>
  lastValueFrom(store.remove$(owner, key), { defaultValue: undefined });

export async function writeAll(store: KeyStore, keys: readonly StoredKey[] = Object.values(KEYS)): Promise<void> {
  for (const key of keys) await write(store, key);
}

/** By kind and what tells keys of a kind apart, since the order is up to the store. */
export const sorted = (keys: readonly StoredKey[]): StoredKey[] =>
  [...keys].sort((a, b) => (JSON.stringify(a, plain) < JSON.stringify(b, plain) ? -1 : 1));
const plain = (_: string, value: unknown): unknown => (typeof value === 'bigint' ? String(value) : value);

/** What each store promises. `keys`: those that it has a place for. */
export function describeStore(
  name: string,
  make: () => KeyStore,
  keys: readonly StoredKey[] = Object.values(KEYS),
): void {
  describe(`${name}, as a store`, () => {
    it('is empty at first', async () => {
      expect(await read(make())).toEqual([]);
    });

    it('gives back what it was given, as it was', async () => {
      const store = make();
      await writeAll(store, keys);
      expect(sorted(await read(store))).toEqual(sorted(keys));
    });

    it('puts a key in the place of the one that was there', async () => {
      const store = make();
      await writeAll(store, keys);
      await write(store, { ...KEYS.identity, value: bytesOf(OTHER_VALUE) });
      const found = (await read(store)).filter(({ kind }) => kind === 'IdentityResolvingKey');
      expect(found).toEqual([{ ...KEYS.identity, value: bytesOf(OTHER_VALUE) }]);
    });

    it('knows the place of a key in whatever form it is given', async () => {
      const store = make();
      const other = { ...KEYS.identity, address: 'aa:bb:cc:dd:ee:ff' };
      const numbered = { ...other, address: other.address.toUpperCase(), addressType: 1 };
      await write(store, { ...other, value: bytesOf(OTHER_VALUE) });
      await write(store, numbered);
      expect(await read(store)).toEqual([{ ...other, address: 'AA:BB:CC:DD:EE:FF' }]);
      await remove(store, other);
      expect(await read(store)).toEqual([]);
    });

    it('puts a key where it belongs when it is written, whatever it was before', async () => {
      const store = make();
      await write(store, KEYS.identity);
      const key = { ...KEYS.identity, address: KEYS.link.address as string };
      const write$ = store.write$(OWNER, key);
      key.address = KEYS.identity.address;
      await lastValueFrom(write$, { defaultValue: undefined });
      expect(await read(store)).toEqual([KEYS.identity]);
    });

    it('removes what it is told to, and nothing else', async () => {
      const store = make();
      await writeAll(store, keys);
      await remove(store, KEYS.central);
      await remove(store, { ...KEYS.link, address: '00:11:22:33:44:99' });
      expect(sorted(await read(store))).toEqual(sorted(keys.filter((key) => key !== KEYS.central)));
      for (const key of keys) await remove(store, key);
      expect(await read(store)).toEqual([]);
    });

    it('keeps controllers apart, in whatever case their address is written', async () => {
      const store = make();
      await write(store, KEYS.identity);
      expect(await read(store, '00:AA:01:00:00:77')).toEqual([]);
      expect(await read(store, OWNER.toLowerCase())).toHaveLength(1);
    });

    it('shares no bytes with whoever loads or stores', async () => {
      const store = make();
      const value = bytesOf(VALUE);
      await write(store, { ...KEYS.identity, value });
      value.fill(0);
      for (const key of await read(store)) if ('value' in key) key.value.fill(0xff);
      expect(await read(store)).toEqual([KEYS.identity]);
    });

    it('stores in the order in which it is asked to, and what the bytes are at that moment', async () => {
      const store = make();
      const value = bytesOf(VALUE);
      const written = Array.from({ length: 32 }, (_, n) => {
        value.fill(n);
        return write(store, { ...KEYS.identity, value });
      });
      const [last] = [...value];
      value.fill(0xff);
      await Promise.all(written);
      expect(await read(store)).toEqual([{ ...KEYS.identity, value: new Uint8Array(16).fill(last!) }]);
    });

    it('refuses what is no key, without showing it, and what is no controller', async () => {
      const store = make();
      const short = { ...KEYS.identity, value: bytesOf('beef') };
      await expect(write(store, short)).rejects.toMatchObject({ name: 'CodecError' });
      await expect(write(store, short)).rejects.not.toMatchObject({ message: expect.stringContaining('beef') });
      expect(() => store.read$('hci0')).toThrow(expect.objectContaining({ name: 'OptionError', option: 'controller' }));
      expect(await read(store)).toEqual([]);
    });
  });
}
