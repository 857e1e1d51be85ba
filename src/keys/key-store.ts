import type { Observable } from 'rxjs';
import type { StoredKey } from './stored-key.js';

/**
 * Where the keys of controllers are remembered. All functions return cold Observables; what has begun is finished, whoever unsubscribes.
 * `controller` is the public address of one.
 */
export interface KeyStore {
  /** `true`: it refuses to be written to, and what the kernel reports is not stored. Default: `false`. */
  readonly readOnly?: boolean;
  /** All keys of a controller. Emits once. */
  read$(controller: string): Observable<readonly StoredKey[]>;
  /** Adds a key, or puts it in the place of the one that is there. Completes when it is safe. */
  write$(controller: string, key: StoredKey): Observable<unknown>;
  /** Removes what is in the place of this key, if anything is. Completes when that is safe. */
  remove$(controller: string, key: StoredKey): Observable<unknown>;
}
