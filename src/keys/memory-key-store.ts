import type { Observable } from 'rxjs';
import { defer, of } from 'rxjs';
import type { KeyStore } from './key-store.js';
import { copyOf, placeOf } from './stored-key.js';
import type { StoredKey } from './stored-key.js';
import { checkAddress } from '../protocol/options.js';

/** How stores call a controller. Throws an `OptionError`. */
export const ownerOf = (controller: string): string => checkAddress('controller', controller).toUpperCase();

/** A store that forgets everything when the program ends. */
export function memoryKeyStore(): KeyStore {
  const all = new Map<string, Map<string, StoredKey>>();
  const keysOf = (owner: string): Map<string, StoredKey> => all.get(owner) ?? new Map<string, StoredKey>();
  const change = (owner: string, action: (keys: Map<string, StoredKey>) => unknown): Observable<unknown> =>
    defer(() => {
      const keys = keysOf(owner);
      action(keys);
      all.set(owner, keys);
      return of(undefined);
    });
  return {
    read$: (controller) => {
      const owner = ownerOf(controller);
      return defer(() => of([...keysOf(owner).values()].map(copyOf)));
    },
    write$: (controller, key) =>
      change(ownerOf(controller), (keys) => {
        const copy = copyOf(key);
        keys.set(placeOf(copy), copy);
      }),
    remove$: (controller, key) => change(ownerOf(controller), (keys) => keys.delete(placeOf(copyOf(key)))),
  };
}
