import { memoryKeyStore } from 'rx-btmgmt';
import { KEYS, bytesOf, describeStore } from './store-contract.js';

describeStore('memoryKeyStore', memoryKeyStore, [
  ...Object.values(KEYS),
  { kind: 'BlockedKey', keyType: 'LinkKey', value: bytesOf('00'.repeat(16)) },
]);
