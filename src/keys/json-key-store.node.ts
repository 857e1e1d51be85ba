import { defer } from 'rxjs';
import type { Observable } from 'rxjs';
import { inTurn } from './in-turn.node.js';
import type { KeyDocument } from './key-document.js';
import { documentOf, textOf } from './key-document.js';
import type { KeyStore } from './key-store.js';
import { ownerOf } from './memory-key-store.js';
import { realPath, replaceFile, textOfFile } from './replace-file.node.js';
import { copyOf, placeOf } from './stored-key.js';
import type { StoredKey } from './stored-key.js';
import { checkPath } from '../protocol/options.js';

async function load(path: string): Promise<KeyDocument> {
  const text = await textOfFile(path);
  return text === undefined ? new Map<string, readonly StoredKey[]>() : documentOf(path, text);
}

/**
 * Keys in a JSON file, which only its owner may read, as `{ "format": "rx-btmgmt keys", "version": 1, "controllers": … }` with the fields of the protocol.
 * It is made, with its folder, when there is something to store.
 *
 * It is replaced as a whole, so that it has the old content or the new one at any moment, whatever is killed or loses its power; what is written is on the
 * disk when `write$` completes. One that is damaged, or was written by a later version, is a `KeyStoreError`, and is left as it is.
 *
 * Any number of stores in one process may share a file. Two processes should not: each reads it before it changes it, but of two that do so in the same
 * moment one undoes what the other has written.
 *
 * @throws OptionError for what is no path
 */
export function jsonKeyStore(path: string): KeyStore {
  checkPath('path', path, 'a file');
  /** Puts what `added` gives, of a copy of the key, in the place of the key that is there. */
  const change = (
    controller: string,
    key: StoredKey,
    added: (copy: StoredKey) => readonly StoredKey[],
  ): Observable<unknown> => {
    const owner = ownerOf(controller);
    return defer(() => {
      // Its bytes may be others when it is its turn.
      const copy = copyOf(key);
      const place = placeOf(copy);
      return inTurn(
        path,
        () => realPath(path),
        async (file) => {
          const document = await load(file);
          const before = document.get(owner) ?? [];
          const others = before.filter((old) => placeOf(old) !== place);
          const keys = [...others, ...added(copy)];
          // Nothing of this place was there, and nothing is to be.
          if (keys.length === others.length && others.length === before.length) return;
          await replaceFile(file, textOf(new Map([...document, [owner, keys]])));
        },
      );
    });
  };
  return {
    read$: (controller) => {
      const owner = ownerOf(controller);
      return defer(async () => (await load(await realPath(path))).get(owner) ?? []);
    },
    write$: (controller, key) => change(controller, key, (copy) => [copy]),
    remove$: (controller, key) => change(controller, key, () => []),
  };
}
