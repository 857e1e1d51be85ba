export type { KeyChange } from './key-change.js';
export type { KeyStore } from './key-store.js';
export type { KeyStoreErrorCode } from './key-store-error.js';
export { KeyStoreError, isKeyStoreError } from './key-store-error.js';
export { memoryKeyStore } from './memory-key-store.js';
export type { PersistKeysOptions } from './options.js';
export { persistKeys } from './persist-keys.js';
export type { KeyFields, KeyKind, KeyLabel, StoredKey } from './stored-key.js';
