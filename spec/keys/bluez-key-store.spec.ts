import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { of } from 'rxjs';
import { BluezFolder, DUAL, OF_DUAL } from './bluez-folder.js';
import { KeyWorld, OWNER, PHONE, VALUE, kinds } from './key-world.js';
import { bytesOf, read } from './store-contract.js';

const folder = new BluezFolder();

describe('bluezKeyStore, reading', () => {
  it('reads all keys of a device', async () => {
    folder.put(DUAL);
    expect(await read(folder.readable)).toEqual(OF_DUAL);
  });

  it('reads all devices, and nothing that is none', async () => {
    folder.put(DUAL, '00:11:22:33:44:77');
    folder.put(DUAL);
    folder.put(DUAL, 'cache');
    folder.put('', '00:11:22:33:44:88');
    mkdirSync(join(folder.directory, OWNER, '00:11:22:33:44:99'));
    writeFileSync(join(folder.directory, OWNER, 'settings'), '[General]\nDiscoverable=true\n');
    folder.put(DUAL, undefined, '00:AA:01:00:00:77');
    const keys = await read(folder.readable);
    expect(keys).toHaveLength(2 * OF_DUAL.length);
  });

  it.each<[what: string, text: string, key: object]>([
    [
      'a random address',
      `[General]\nAddressType=static\n[IdentityResolvingKey]\nKey=${VALUE}\n`,
      { addressType: 'LERandom' },
    ],
    ['no address type', `[IdentityResolvingKey]\nKey=${VALUE}\n`, { addressType: 'LEPublic' }],
    ['a key of BlueZ 4', `[IdentityResolvingKey]\nKey=0x${VALUE}\n`, { value: bytesOf(VALUE) }],
    [
      'spaces, comments and a key twice',
      `# x\n [LinkKey] \n Type = 3\n\nType=4\r\nKey=\t${VALUE}\nPINLength=4`,
      { keyType: 'UnauthenticatedP192', pinLength: 4 },
    ],
    [
      'the group of older versions',
      `[SlaveLongTermKey]\nKey=${VALUE}\nAuthenticated=2\nEncSize=16\nEDiv=0\nRand=0\n`,
      { keyType: 'UnauthenticatedP256', central: 0, randomNumber: 0n },
    ],
    [
      'a random number as bytes',
      `[LongTermKey]\nKey=${VALUE}\nAuthenticated=0\nEncSize=16\nEDiv=0\nRand=0x0100000000000080\n`,
      { randomNumber: 2n ** 63n + 1n },
    ],
    [
      'a key of P-256 in both groups',
      ['LongTermKey', 'PeripheralLongTermKey']
        .map((name) => `[${name}]\nKey=${VALUE}\nAuthenticated=3\nEncSize=16\nEDiv=0\nRand=0\n`)
        .join(''),
      { keyType: 'AuthenticatedP256' },
    ],
  ])('reads %s', async (_, text, key) => {
    folder.put(text);
    const keys = await read(folder.readable);
    expect(keys).toHaveLength(1);
    expect(keys[0]).toMatchObject(key);
  });

  it('reads those of a controller with a static address', async () => {
    folder.put(DUAL, undefined, 'static-C0:AA:01:00:00:00');
    expect(await read(folder.readable, 'C0:AA:01:00:00:00')).toHaveLength(OF_DUAL.length);
  });

  it.each([
    ['too short a key', `[LinkKey]\nKey=0001\nType=4\nPINLength=0`, 'LinkKey'],
    ['no key', `[LinkKey]\nType=4\nPINLength=0`, 'LinkKey'],
    ['letters', `[IdentityResolvingKey]\nKey=${'zz'.repeat(16)}`, 'IdentityResolvingKey'],
    ['no random number', `[LongTermKey]\nKey=${VALUE}\nAuthenticated=0\nEncSize=16\nEDiv=0`, 'LongTermKey'],
    ['a type that is no number', `[LinkKey]\nKey=${VALUE}\nType=false\nPINLength=0`, 'LinkKey'],
  ])('lets persistKeys say that there is %s, and load all others', async (_, text, kind) => {
    folder.put(text);
    folder.put(DUAL, '00:11:22:33:44:77');
    const keys = await read(folder.readable);
    const world = new KeyWorld({ ...folder.readable, read$: () => of(keys) });
    const said = world.persist();
    world.pass();
    expect(said.error).toBeUndefined();
    expect(kinds(said.values)).toEqual([`ignored ${kind}`, 'loaded']);
    expect(said.values[0]).toMatchObject({ key: { address: PHONE.address } });
    expect(world.loaded).toMatchObject({ LoadLongTermKeys: 2, LoadLinkKeys: 1 });
  });
});
