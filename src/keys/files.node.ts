export type { KeyStore } from './key-store.js';
export { jsonKeyStore } from './json-key-store.node.js';
