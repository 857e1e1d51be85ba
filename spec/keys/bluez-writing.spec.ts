import { readdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { bluezKeyStore } from 'rx-btmgmt/keys-node';
import { BluezFolder, DUAL, OF_DUAL } from './bluez-folder.js';
import { HEADSET, PHONE, VALUE } from './key-world.js';
import { KEYS, bytesOf, describeStore, read, remove, write, writeAll } from './store-contract.js';

const folder = new BluezFolder();

describeStore('bluezKeyStore', () => folder.writable);

describe('bluezKeyStore, writing', () => {
  it('refuses to, unless it is asked for', async () => {
    folder.put(DUAL);
    const store = folder.readable;
    expect([store.readOnly, folder.writable.readOnly]).toEqual([true, false]);
    for (const change of [write(store, KEYS.link), remove(store, KEYS.link)]) {
      await expect(change).rejects.toMatchObject({ name: 'KeyStoreError', code: 'ReadOnly' });
    }
    expect(folder.textAt()).toBe(DUAL);
  });

  it('writes nothing where all is as it should be', async () => {
    folder.put(DUAL);
    await writeAll(
      folder.writable,
      OF_DUAL.filter(({ kind }) => kind !== 'SignatureResolvingKey'),
    );
    expect(folder.textAt()).toBe(DUAL);
  });

  it('writes for a new device what bluetoothd needs to know', async () => {
    await write(folder.writable, { ...KEYS.identity, address: 'C0:11:22:33:44:55', addressType: 'LERandom' });
    expect(folder.textAt('C0:11:22:33:44:55')).toBe(
      `[General]\nSupportedTechnologies=LE;\nAddressType=static\n\n[IdentityResolvingKey]\nKey=${VALUE.toUpperCase()}\n`,
    );
    await write(folder.writable, KEYS.link);
    expect(folder.textAt(HEADSET.address)).toBe(
      `[General]\nSupportedTechnologies=BR/EDR;\n\n[LinkKey]\nKey=${VALUE.toUpperCase()}\nType=5\nPINLength=4\n`,
    );
    expect(statSync(folder.pathOf(HEADSET.address)).mode & 0o777).toBe(0o600);
    expect(statSync(dirname(folder.pathOf(HEADSET.address))).mode & 0o777).toBe(0o700);
  });

  it('changes what it is told to, and no other byte', async () => {
    folder.put(DUAL);
    await write(folder.writable, { ...KEYS.identity, value: bytesOf(VALUE) });
    await write(folder.writable, KEYS.parameters);
    const expected = DUAL.replace('303132333435363738393A3B3C3D3E3F', VALUE.toUpperCase())
      .replace('MinInterval=24', 'MinInterval=6')
      .replace('MaxInterval=40', 'MaxInterval=3200')
      .replace('Latency=0', 'Latency=3')
      .replace('Timeout=42', 'Timeout=3200');
    expect(folder.textAt()).toBe(expected);
  });

  it('adds what a device can do besides', async () => {
    folder.put('[General]\nName=x\nSupportedTechnologies=BR/EDR;\n');
    await write(folder.writable, KEYS.identity);
    expect(folder.textAt()).toContain('[General]\nName=x\nSupportedTechnologies=BR/EDR;LE;\nAddressType=public\n');
  });

  it('removes both groups of a key for connections that the remote makes, and what it does not know stays', async () => {
    folder.put(DUAL);
    for (const key of OF_DUAL) await remove(folder.writable, key);
    expect(await read(folder.writable)).toEqual([]);
    expect(folder.textAt().match(/^\[.*\]$/gm)).toEqual(['[General]', '[DeviceID]']);
    expect(folder.textAt()).toContain("Name=M\xc3\xbcller's Phone\n");
  });

  it('leaves a key of P-256 when the legacy ones, whose place it has taken, are removed', async () => {
    folder.put(DUAL);
    const fresh = {
      ...KEYS.peripheral,
      keyType: 'AuthenticatedP256',
      encryptionDiversifier: 0,
      randomNumber: 0n,
    } as const;
    await write(folder.writable, fresh);
    await remove(folder.writable, OF_DUAL[1]!);
    await remove(folder.writable, OF_DUAL[2]!);
    const keys = (await read(folder.writable)).filter(({ kind }) => kind === 'LongTermKey');
    expect(keys).toEqual([fresh]);
    await remove(folder.writable, fresh);
    expect(folder.textAt()).not.toContain('LongTermKey');
  });

  it('has no place for blocked keys', async () => {
    const blocked = { kind: 'BlockedKey', keyType: 'LinkKey', value: bytesOf(VALUE) } as const;
    await expect(write(folder.writable, blocked)).rejects.toMatchObject({ name: 'KeyStoreError', code: 'Unsupported' });
  });

  it.each(['Key=1\n[General]\n', '[General]\nnothing\n', '[General\n', '\0\0\0\0', '{}'])(
    'refuses a file that BlueZ could not read, %j, and leaves it',
    async (text) => {
      folder.put(text);
      await expect(write(folder.writable, KEYS.identity)).rejects.toMatchObject({
        code: 'Damaged',
        message: expect.stringContaining(folder.pathOf()),
      });
      expect(folder.textAt()).toBe(text);
      expect(readdirSync(dirname(folder.pathOf()))).toEqual(['info']);
    },
  );

  it('takes many writers at once', async () => {
    await Promise.all(
      Object.values(KEYS).map((key) =>
        write(folder.writable, key.kind === 'LinkKey' ? { ...key, address: PHONE.address } : key),
      ),
    );
    expect(await read(folder.writable)).toHaveLength(Object.keys(KEYS).length);
  });

  it.each([
    ['directory', '', {}],
    ['directory', 5, {}],
    ['write', '/tmp', { write: 1 }],
    ['writes', '/tmp', { writes: true }],
  ])('refuses a wrong %s', (option, where, options) => {
    expect(() => bluezKeyStore(where as string, options as never)).toThrow(
      expect.objectContaining({ name: 'OptionError', option }),
    );
  });
});
