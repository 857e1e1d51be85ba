import { MgmtError } from '../protocol/errors.js';
import { isMgmtError } from '../mgmt/errors.js';

/**
 * `'Damaged'`: it can't be read. `'LaterVersion'`: a later version of this library wrote it. Both are left as they are. `'ReadOnly'`: it was not made for
 * writing. `'Unsupported'`: it has no place for this kind of key. `'TooMany'`: more than the kernel takes. `'InUse'`: another `persistKeys` is at this controller
 * already, and what one loads replaces what the other has loaded.
 */
export type KeyStoreErrorCode = 'Damaged' | 'LaterVersion' | 'ReadOnly' | 'Unsupported' | 'TooMany' | 'InUse';

/** Keys could not be read, written or loaded. Its message never holds a key. */
export class KeyStoreError extends MgmtError {
  override readonly name = 'KeyStoreError';

  constructor(
    readonly code: KeyStoreErrorCode,
    message: string,
  ) {
    super(message);
  }
}

/** Whether keys could not be read, written or loaded. By name, since an application may have loaded this library twice. */
export function isKeyStoreError(error: unknown): error is KeyStoreError {
  return isMgmtError(error) && error.name === 'KeyStoreError';
}
