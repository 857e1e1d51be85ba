import type { KeyStore } from './key-store.js';
import { checkReaction } from '../controllers/refusals.js';
import { isObject } from '../protocol/errors.js';
import { OptionError } from '../protocol/option-error.js';
import type { OptionChecks } from '../protocol/options.js';
import { checkOneOf, checkOptions } from '../protocol/options.js';

/** How `persistKeys` goes about it. */
export interface PersistKeysOptions {
  /** While there is no such controller: wait, or fail. Default: `'pause'`. */
  readonly whenAbsent?: 'pause' | 'error';
  /** What becomes of loading keys while bluetoothd runs, whose keys it replaces. Default: that of `Mgmt`. */
  readonly owning?: 'refuse' | 'allow';
}

const CHECKS: OptionChecks<PersistKeysOptions> = {
  whenAbsent: checkReaction,
  owning: (option, value) => checkOneOf(option, value, ['refuse', 'allow']),
};

/** Throws an `OptionError`. */
export const checkPersistKeysOptions = (options: PersistKeysOptions): PersistKeysOptions =>
  checkOptions(options, CHECKS);

/** Throws an `OptionError` for what is no store, such as a function that makes one. */
export function checkStore(store: KeyStore): void {
  const given: Partial<KeyStore> = isObject(store) ? store : {};
  if ([given.read$, given.write$, given.remove$].every((member) => typeof member === 'function')) return;
  throw new OptionError('store', store, 'a store of keys, such as memoryKeyStore()');
}
