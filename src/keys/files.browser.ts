import { nodeOnly } from '../transport/node-only.js';
import type * as files from './files.node.js';

const ENTRY = 'rx-btmgmt/keys-node';
const INSTEAD = 'Use memoryKeyStore() of rx-btmgmt, or a KeyStore of your own, instead.';

export const jsonKeyStore: typeof files.jsonKeyStore = nodeOnly(ENTRY, 'jsonKeyStore', INSTEAD);
export const bluezKeyStore: typeof files.bluezKeyStore = nodeOnly(ENTRY, 'bluezKeyStore', INSTEAD);
