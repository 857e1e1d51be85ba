export type { BluezKeyStoreOptions } from './bluez-key-store.node.js';
export { bluezKeyStore } from './bluez-key-store.node.js';
export type { KeyStore } from './key-store.js';
export { jsonKeyStore } from './json-key-store.node.js';
