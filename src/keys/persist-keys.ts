import type { Observable } from 'rxjs';
import { defer, merge, tap } from 'rxjs';
import type { KeyChange } from './key-change.js';
import type { KeyStore } from './key-store.js';
import type { PersistKeysOptions } from './options.js';
import { checkPersistKeysOptions, checkStore } from './options.js';
import { Persistence } from './persistence.js';
import { checkController } from '../controllers/check-controller.js';
import type { Controller } from '../controllers/controller.js';
import { refusals } from '../controllers/refusals.js';

/**
 * Keeps the keys of a controller's bonded devices in a store: gives the kernel what is stored, at once and whenever the controller is plugged in, and stores
 * what the kernel reports: keys that pairing makes, connection parameters, and that devices were unpaired.
 *
 * ```ts
 * persistKeys(controller(mgmt, 0), jsonKeyStore('/var/lib/gateway/keys.json')).subscribe(console.log);
 * ```
 *
 * Subscribe before anything pairs: the kernel does not tell which keys it has, and loading replaces them all. It works while the
 * controller is off, too. Unsubscribing leaves the keys in the kernel, and ends the storing once what was reported is stored. Signature keys are stored, but
 * can't be loaded: mgmt has no command for that. A list whose answer is lost is loaded again, three times in all.
 *
 * One at a time for each controller, whatever its store: a list replaces the one before in the kernel.
 *
 * Errors: `NeighbourError` while bluetoothd runs, whose keys it would replace; `StatusError` `PermissionDenied`; `TimeoutError` for a list that was not answered three
 * times; `KeyStoreError` and others of the store; a `KeyStoreError` `InUse` beside another one with this client, and `TooMany` for more keys than a frame has room
 * for, both before any is loaded; `TransportError`.
 *
 * @throws OptionError
 */
export function persistKeys(
  controller: Controller,
  store: KeyStore,
  options: PersistKeysOptions = {},
): Observable<KeyChange> {
  checkController(controller);
  checkStore(store);
  const checked = checkPersistKeysOptions(options);
  const refused$ = refusals(controller, {
    activity: 'keeping of keys',
    command: 'LoadLongTermKeys',
    technologies: [],
    whenOff: 'pause',
    whenAbsent: checked.whenAbsent ?? 'pause',
  });
  return defer(() => {
    const persistence = new Persistence(controller, store, checked);
    // Who subscribes again when this fails does so before it is unsubscribed from.
    return merge(refused$, persistence.run()).pipe(tap({ error: () => persistence.release() }));
  });
}
