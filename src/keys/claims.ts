import { KeyStoreError } from './key-store-error.js';
import type { ControllerState } from '../controllers/controller-state.js';
import type { Mgmt } from '../mgmt/mgmt.js';
import { perClient } from '../mgmt/per-client.js';

const holders = /* @__PURE__ */ perClient<number, { holder: object | undefined }>(() => ({ holder: undefined }));

/**
 * Lets one at a time load keys into a controller, until the function is called that it returns: a list replaces the one before, so the
 * kernel would have the keys of whoever came last. Throws a `KeyStoreError` if another one does.
 */
export function claimKeys(mgmt: Mgmt, { index, address }: ControllerState): () => void {
  const claim = holders(mgmt, index);
  if (claim.holder !== undefined) {
    throw new KeyStoreError(
      'InUse',
      `persistKeys on controller ${index}: another one keeps the keys of ${address} already, and the kernel would forget those that it has loaded. ` +
        'Nothing was loaded. Subscribe once, with one store; several can watch that one with share().',
    );
  }
  const holder = {};
  claim.holder = holder;
  return () => {
    if (claim.holder === holder) claim.holder = undefined;
  };
}
