import { LinkKeyType } from '../../protocol/enums/keys.js';
import type { DecodedParams } from '../../protocol/tables.js';
import { announceSettings } from '../procedures/identity/settings.js';
import type { RowsOf } from './handler.js';
import type { LinkKey, LongTermKey } from '../security/key-store.js';
import type { Peer } from '../ground/peer.js';
import { isIdentity } from '../ground/peer.js';

type KeyCommand = 'LoadLinkKeys' | 'LoadLongTermKeys' | 'LoadIdentityResolvingKeys' | 'LoadBlockedKeys';
type LinkKeyEntry = DecodedParams<'LoadLinkKeys'>['keys'][number];
type LongTermKeyEntry = DecodedParams<'LoadLongTermKeys'>['keys'][number];

/** What load_link_keys in net/bluetooth/mgmt.c skips: LE addresses, unknown types, and debug keys, always. */
function isUsableLinkKey(key: LinkKeyEntry): key is LinkKeyEntry & LinkKey {
  return key.addressType === 'BREDR' && key.keyType in LinkKeyType && key.keyType !== 'DebugCombination';
}

/** What load_long_term_keys in net/bluetooth/mgmt.c skips: ltk_is_valid, unknown types and debug keys. */
function isUsableLongTermKey(key: LongTermKeyEntry): key is LongTermKeyEntry & Omit<LongTermKey, 'central'> {
  const isValid = key.central <= 1 && key.encryptionSize <= key.value.length && isIdentity(key);
  return isValid && typeof key.keyType === 'string' && key.keyType !== 'DebugP256';
}

const isIdentityOf = (key: DecodedParams<'LoadIdentityResolvingKeys'>['keys'][number]): key is typeof key & Peer =>
  isIdentity(key);

/** The bytes of the frame are not the kernel's own. */
const kept = <K extends { readonly value: Uint8Array }>(key: K): K => ({ ...key, value: key.value.slice() });

export const keysRows: RowsOf<KeyCommand> = {
  LoadLinkKeys: {
    length: 'variable',
    misfit: ({ traits }) => (traits.bredr ? 'InvalidParameters' : 'NotSupported'),
    handle: (call, controller) => {
      const { debugKeys, keys } = call.params;
      const { keyStore } = controller;
      if (!controller.traits.bredr) return call.status('NotSupported');
      if (typeof debugKeys !== 'boolean') return call.status('InvalidParameters');
      keyStore.clearLinkKeys();
      if (controller.flags.change('KeepDebugKeys', debugKeys)) announceSettings(controller);
      for (const key of keys) {
        if (isUsableLinkKey(key) && !keyStore.isBlocked('LinkKey', key.value)) keyStore.addLinkKey(kept(key));
      }
      call.complete({});
    },
  },

  LoadLongTermKeys: {
    length: 'variable',
    misfit: ({ traits }) => (traits.le ? 'InvalidParameters' : 'NotSupported'),
    handle: (call, controller) => {
      const { keyStore } = controller;
      if (!controller.traits.le) return call.status('NotSupported');
      keyStore.clearLongTermKeys();
      for (const key of call.params.keys) {
        if (!isUsableLongTermKey(key) || keyStore.isBlocked('LongTermKey', key.value)) continue;
        keyStore.addLongTermKey({ ...kept(key), central: key.central === 1 });
      }
      call.complete({});
    },
  },

  /** One entry that is no identity refuses all. */
  LoadIdentityResolvingKeys: {
    length: 'variable',
    misfit: ({ traits }) => (traits.le ? 'InvalidParameters' : 'NotSupported'),
    handle: (call, controller) => {
      const { keyStore } = controller;
      const { keys } = call.params;
      if (!controller.traits.le) return call.status('NotSupported');
      if (!keys.every(isIdentityOf)) return call.status('InvalidParameters');
      keyStore.clearIdentityKeys();
      for (const key of keys) {
        if (!keyStore.isBlocked('IdentityResolvingKey', key.value)) keyStore.addIdentityKey(kept(key));
      }
      controller.flags.add('ResolvingPrivateAddresses');
      call.complete({});
    },
  },

  /** set_blocked_keys: nothing is checked. Keys that are loaded already count as missing from now on. */
  LoadBlockedKeys: {
    length: 'variable',
    handle: (call, { keyStore }) => {
      keyStore.block(call.params.keys.map(kept));
      call.complete({});
    },
  },
};
