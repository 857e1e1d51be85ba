import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { memoryKeyStore } from 'rx-btmgmt';
import { KEY_KINDS } from '../../src/keys/stored-key.js';
import { jsonKeyStore } from 'rx-btmgmt/keys-node';
import { KeyWorld, EVENTS } from '../keys/key-world.js';
import { KEYS, read, write } from '../keys/store-contract.js';
import { snippetsOf, textOf } from './markdown.js';
import { loadWith, runSnippet } from './run-snippet.js';

const PAGE = 'docs/keys.md';
const snippets = snippetsOf(PAGE);

/** Lets files be read and written, which takes turns of the event loop, and the time of the simulated kernel pass. */
async function until(isSo: () => boolean, world: KeyWorld): Promise<void> {
  for (let turn = 0; turn < 1000 && !isSo(); turn += 1) {
    await new Promise((done) => setTimeout(done, 5));
    world.pass(10);
  }
  expect(isSo()).toBe(true);
}

describe('The page of keys', () => {
  it('names each kind of key', () => {
    const rows = [...textOf(PAGE).matchAll(/^\| `'(\w+)'` +\| (?:`New|nothing)/gm)].map(([, kind]) => kind);
    expect(rows).toEqual(KEY_KINDS);
  });

  it('has an example that remembers what is paired', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'keys-doc-'));
    const path = join(folder, 'keys.json');
    const world = new KeyWorld();
    const printed: unknown[] = [];
    try {
      const modules = {
        'rx-btmgmt/linux': { hciSocket: () => world.simulator.transport() },
        'rx-btmgmt/keys-node': { jsonKeyStore: () => jsonKeyStore(path) },
      };
      runSnippet(snippets[0]!, loadWith(modules), { console: { log: (value: unknown) => printed.push(value) } });
      await until(() => printed.length === 1, world);
      world.report(EVENTS.central);
      await until(() => printed.length === 2, world);
      expect(printed).toMatchObject([{ change: 'loaded' }, { change: 'stored' }]);
      expect(existsSync(path) && readFileSync(path, 'utf8')).toContain(EVENTS.central.address);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('has an example that stores a blocked key', () => {
    const { store } = new KeyWorld();
    runSnippet(
      snippets[1]!,
      loadWith({ 'rx-btmgmt': { ...jest.requireActual<object>('rx-btmgmt'), memoryKeyStore: () => store } }),
    );
    const world = new KeyWorld(store);
    world.persist();
    world.pass();
    expect(world.loads[0]).toMatchObject({ command: 'LoadBlockedKeys', keys: [{ keyType: 'LongTermKey' }] });
  });

  it('has an example that moves keys of bluetoothd into a file', async () => {
    const [bluez, own] = [memoryKeyStore(), memoryKeyStore()];
    for (const key of Object.values(KEYS)) await write(bluez, key);
    runSnippet(
      snippets[2]!,
      loadWith({ 'rx-btmgmt/keys-node': { bluezKeyStore: () => bluez, jsonKeyStore: () => own } }),
    );
    expect(await read(own)).toEqual(await read(bluez));
  });
});
