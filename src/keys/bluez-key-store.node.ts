import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { defer, throwError } from 'rxjs';
import type { Observable } from 'rxjs';
import { keysIn, removeKey, writeKey } from './bluez-info.node.js';
import { inTurn } from './in-turn.node.js';
import { IniFile } from './ini-file.node.js';
import { KeyStoreError } from './key-store-error.js';
import type { KeyStore } from './key-store.js';
import { ownerOf } from './memory-key-store.js';
import { isMissing, replaceFile, textOfFile } from './replace-file.node.js';
import { copyOf } from './stored-key.js';
import type { StoredKey } from './stored-key.js';
import { checkBoolean, checkOptions, checkPath } from '../protocol/options.js';

/** How `bluezKeyStore` treats the files. */
export interface BluezKeyStoreOptions {
  /** Whether it may be written to. Default: `false`. */
  readonly write?: boolean;
}

type DeviceKey = Exclude<StoredKey, StoredKey<'BlockedKey'>>;

const ADDRESS = /^[0-9A-F]{2}(:[0-9A-F]{2}){5}$/i;

async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}

/** The folder of a controller: `static-` stands before addresses that are no public ones (src/adapter.c of BlueZ). */
async function folderOf(directory: string, owner: string): Promise<string> {
  const names = await namesIn(directory);
  const name = names.find((each) => each.toUpperCase() === owner) ?? names.find((each) => each === `static-${owner}`);
  return join(directory, name ?? owner);
}

/** Byte by byte: names of devices are to stay what they are, in whatever code they are. */
const infoOf = async (path: string): Promise<IniFile> => new IniFile((await textOfFile(path, 'latin1')) ?? '');

async function readAll(directory: string, owner: string): Promise<readonly StoredKey[]> {
  const folder = await folderOf(directory, owner);
  const names = (await namesIn(folder)).filter((name) => ADDRESS.test(name));
  const infos = await Promise.all(
    names.map(async (name) => keysIn(await infoOf(join(folder, name, 'info')), name.toUpperCase())),
  );
  return infos.flat();
}

const readOnly = (directory: string): KeyStoreError =>
  new KeyStoreError(
    'ReadOnly',
    `The store in ${directory} was not made for writing: bluezKeyStore(directory, { write: true }) is. Stop bluetoothd first, which would write ` +
      'over what is changed.',
  );

/**
 * The keys of BlueZ's daemon, in the files that it has for each device: read only, unless writing is asked for. It takes root.
 *
 * What is written is what bluetoothd would write; groups and keys of the files that have nothing to do with it stay as they are. bluetoothd reads them when it starts, and
 * may write over them while it runs. Its lists have no place for blocked keys (`KeyStoreError` `'Unsupported'`).
 *
 * Keys that are damaged are given as they stand there, so that `persistKeys` can say which they are.
 *
 * @throws OptionError
 */
export function bluezKeyStore(directory = '/var/lib/bluetooth', options: BluezKeyStoreOptions = {}): KeyStore {
  checkPath('directory', directory, 'a folder');
  const { write = false } = checkOptions(options, { write: checkBoolean });
  const change = (
    owner: string,
    key: StoredKey,
    action: (info: IniFile, key: DeviceKey) => void,
  ): Observable<unknown> => {
    if (!write) return throwError(() => readOnly(directory));
    return defer(async () => {
      const checked = copyOf(key);
      if (checked.kind === 'BlockedKey') {
        throw new KeyStoreError(
          'Unsupported',
          `BlueZ has no place for blocked keys in ${directory}: it has a list of its own.`,
        );
      }
      const find = async () => join(await folderOf(directory, owner), checked.address, 'info');
      await inTurn(join(directory, owner, checked.address), find, async (path) => {
        const info = await infoOf(path);
        const { faultyLine, text } = info;
        if (faultyLine !== undefined) {
          throw new KeyStoreError(
            'Damaged',
            `${path}: line ${faultyLine} is no group and no key. It was left as it is. Repair it, or move it away.`,
          );
        }
        action(info, checked);
        if (info.text !== text) await replaceFile(path, info.text, 'latin1');
      });
    });
  };
  return {
    readOnly: !write,
    read$: (controller) => {
      const owner = ownerOf(controller);
      return defer(() => readAll(directory, owner));
    },
    write$: (controller, key) => change(ownerOf(controller), key, writeKey),
    remove$: (controller, key) => change(ownerOf(controller), key, removeKey),
  };
}
