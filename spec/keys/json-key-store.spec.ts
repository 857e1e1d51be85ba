import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isKeyStoreError } from 'rx-btmgmt';
import { jsonKeyStore } from 'rx-btmgmt/keys-node';
import { OWNER, VALUE } from './key-world.js';
import { KEYS, bytesOf, describeStore, read, sorted, write, writeAll } from './store-contract.js';

let folder: string;
let path: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'keys-'));
  path = join(folder, 'keys.json');
});
afterEach(() => rmSync(folder, { recursive: true }));

describeStore('jsonKeyStore', () => jsonKeyStore(path), [
  ...Object.values(KEYS),
  { kind: 'BlockedKey', keyType: 'LinkKey', value: bytesOf('00'.repeat(16)) },
]);

describe('jsonKeyStore', () => {
  it('opens nothing and makes nothing until something is stored', async () => {
    const store = jsonKeyStore(path);
    store.write$(OWNER, KEYS.link);
    await read(store);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('writes a form that stays', async () => {
    await writeAll(jsonKeyStore(path), [KEYS.central, KEYS.link]);
    expect(JSON.parse(readFileSync(path, 'utf8'))).toEqual({
      format: 'rx-btmgmt keys',
      version: 1,
      controllers: {
        [OWNER]: {
          LongTermKey: [
            {
              address: '00:11:22:33:44:55',
              addressType: 'LEPublic',
              keyType: 'AuthenticatedLegacy',
              central: 1,
              encryptionSize: 16,
              encryptionDiversifier: 65534,
              randomNumber: '18446744073709551615',
              value: VALUE,
            },
          ],
          LinkKey: [
            {
              address: '00:11:22:33:44:66',
              addressType: 'BREDR',
              keyType: 'AuthenticatedP192',
              value: VALUE,
              pinLength: 4,
            },
          ],
        },
      },
    });
  });

  it('is for its owner only, with its folder, whatever it was before', async () => {
    const deep = join(folder, 'a', 'b', 'keys.json');
    await write(jsonKeyStore(deep), KEYS.link);
    const modeOf = (what: string): number => statSync(what).mode & 0o777;
    expect([modeOf(deep), modeOf(join(folder, 'a')), modeOf(join(folder, 'a', 'b'))]).toEqual([0o600, 0o700, 0o700]);
    chmodSync(deep, 0o644);
    await write(jsonKeyStore(deep), KEYS.identity);
    expect(modeOf(deep)).toBe(0o600);
  });

  it('replaces the file that a link leads to, not the link', async () => {
    mkdirSync(join(folder, 'real'));
    await write(jsonKeyStore(join(folder, 'real', 'keys.json')), KEYS.link);
    symlinkSync(join('real', 'keys.json'), path);
    await write(jsonKeyStore(path), KEYS.identity);
    expect(await read(jsonKeyStore(join(folder, 'real', 'keys.json')))).toHaveLength(2);
  });

  it('lets any number of stores in one process write at once', async () => {
    const keys = Array.from({ length: 40 }, (_, n) => ({
      ...KEYS.identity,
      address: `00:11:22:33:44:${String(n + 10)}`,
    }));
    // Before there is what it leads to.
    symlinkSync('keys.json', join(folder, 'link.json'));
    await Promise.all(keys.map((key, n) => write(jsonKeyStore(n % 2 ? path : join(folder, 'link.json')), key)));
    expect(sorted(await read(jsonKeyStore(path)))).toEqual(sorted(keys));
    expect(readdirSync(folder).sort()).toEqual(['keys.json', 'link.json']);
  });

  it('finishes what was begun, and goes on after what failed', async () => {
    const store = jsonKeyStore(path);
    store.write$(OWNER, KEYS.link).subscribe().unsubscribe();
    mkdirSync(join(folder, 'folder.json'));
    await expect(write(jsonKeyStore(join(folder, 'folder.json')), KEYS.link)).rejects.toBeDefined();
    await write(store, KEYS.identity);
    expect(await read(store)).toHaveLength(2);
  });

  it('removes what a killed program has left, and nothing that is being written', async () => {
    await write(jsonKeyStore(path), KEYS.link);
    const [old, fresh, other] = ['.keys.json.00.tmp', '.keys.json.01.tmp', 'keys.json.bak'].map((name) =>
      join(folder, name),
    ) as [string, string, string];
    for (const file of [old, fresh, other]) writeFileSync(file, 'half');
    utimesSync(old, 0, 0);
    utimesSync(other, 0, 0);
    await write(jsonKeyStore(path), KEYS.identity);
    expect([old, fresh, other].map(existsSync)).toEqual([false, true, true]);
  });

  it('leaves nothing behind when it can not write', async () => {
    const blocked = join(folder, 'blocked.json');
    await expect(write(jsonKeyStore(join(blocked, '..', 'x\0y')), KEYS.link)).rejects.toBeDefined();
    mkdirSync(blocked);
    // A folder in the place of the file that appears after it was looked at would make rename fail.
    await expect(write(jsonKeyStore(blocked), KEYS.link)).rejects.toMatchObject({ code: 'Damaged' });
    expect(readdirSync(folder)).toEqual(['blocked.json']);
  });

  it.each([[''], [undefined], [5]])('refuses %j as a path', (wrong) => {
    expect(() => jsonKeyStore(wrong as string)).toThrow(
      expect.objectContaining({ name: 'OptionError', option: 'path' }),
    );
  });
});

describe('A key file that can not be read', () => {
  const whole = async (): Promise<string> => {
    await writeAll(jsonKeyStore(path));
    return readFileSync(path, 'utf8');
  };
  type Changes = (json: { [name: string]: unknown; controllers: Record<string, Record<string, unknown[]>> }) => void;
  const changed = (text: string, change: Changes): string => {
    const json = JSON.parse(text) as Parameters<Changes>[0];
    change(json);
    return JSON.stringify(json);
  };
  const first = (json: Parameters<Changes>[0], kind: string) =>
    json.controllers[OWNER]![kind]![0] as Record<string, unknown>;

  it.each<[what: string, code: string, spoil: (text: string) => string]>([
    ['is empty', 'Damaged', () => ''],
    ['ends in the middle', 'Damaged', (text) => text.slice(0, text.indexOf(VALUE) + 10)],
    ['has lost its beginning', 'Damaged', (text) => text.slice(text.indexOf(VALUE))],
    ['is no JSON', 'Damaged', (text) => text.replace(VALUE, `${VALUE}"`)],
    ['holds zeros', 'Damaged', (text) => '\0'.repeat(text.length)],
    ['is something else', 'Damaged', () => '{}'],
    ['is a list', 'Damaged', () => '[]'],
    ['has no version', 'Damaged', (text) => changed(text, (json) => delete json['version'])],
    ['is of a later version', 'LaterVersion', (text) => changed(text, (json) => (json['version'] = 2))],
    ['has one more part', 'Damaged', (text) => changed(text, (json) => (json['more'] = 1))],
    ['has no controllers', 'Damaged', (text) => changed(text, (json) => Object.assign(json, { controllers: null }))],
    ['has a controller without address', 'Damaged', (text) => text.replace(OWNER, 'hci0')],
    ['has another kind of keys', 'Damaged', (text) => text.replace('LinkKey', 'NewKey')],
    ['has one key too few digits', 'Damaged', (text) => text.replace(VALUE, VALUE.slice(2))],
    ['has a key that is no text', 'Damaged', (text) => changed(text, (json) => (first(json, 'LinkKey')['value'] = 5))],
    ['lacks a field', 'Damaged', (text) => changed(text, (json) => delete first(json, 'LongTermKey')['central'])],
    ['has one more field', 'Damaged', (text) => changed(text, (json) => (first(json, 'LinkKey')['more'] = VALUE))],
    [
      'has a list that is none',
      'Damaged',
      (text) => changed(text, (json) => (json.controllers[OWNER]!['LinkKey'] = {} as never)),
    ],
  ])('because it %s is refused, and left as it is', async (_, code, spoil) => {
    const text = spoil(await whole());
    writeFileSync(path, text);
    const store = jsonKeyStore(path);
    for (const attempt of [() => read(store), () => write(store, KEYS.link)]) {
      const error: unknown = await attempt().then(
        () => undefined,
        (why: unknown) => why,
      );
      expect(isKeyStoreError(error) && error.code).toBe(code);
      const said = `${String(error)} ${(error as Error).stack ?? ''} ${String((error as Error).cause)}`;
      expect(said).toContain(path);
      expect(said).toContain('left as it is');
      expect(said).not.toMatch(/0001020304|f0f1f2f3|0b0c0d0e0f/);
    }
    expect(readFileSync(path, 'utf8')).toBe(text);
    expect(readdirSync(folder)).toEqual(['keys.json']);
  });

  it.each(['a folder', 'a FIFO'])('because it is %s is refused at once', async (what) => {
    if (what === 'a folder') mkdirSync(path);
    else execFileSync('mkfifo', [path]);
    await expect(read(jsonKeyStore(path))).rejects.toMatchObject({ code: 'Damaged' });
    await expect(write(jsonKeyStore(path), KEYS.link)).rejects.toMatchObject({ code: 'Damaged' });
  });
});
