import type { MonoTypeOperatorFunction, Observable } from 'rxjs';
import { defer, isObservable, map, tap } from 'rxjs';
import { beside } from './beside.js';
import type { IdentityKey } from './identities.js';
import { Identities } from './identities.js';
import type { MemoryOptions } from './memory-options.js';
import { FORGET_AFTER, MEMORY_CHECKS } from './memory-options.js';
import type { HeardPeer } from './sighting.js';
import { checkOptions } from '../../protocol/options.js';

/** So many addresses are remembered, unless it is said otherwise: one device has several in an hour. */
const MAX_ADDRESSES = 16_384;

/** With the address in which it was heard, if that was a private one of a known device. */
export type Resolved<T> = T & { readonly privateAddress?: string };

/**
 * Puts the identities of devices whose keys are known in the place of their private addresses, which change every few minutes: what stands
 * behind it takes them for the same device. `privateAddress` is that in which it was heard then. All others pass as they are.
 *
 * ```ts
 * scan(adapter).pipe(resolveAddresses(keys), trackDevices()).subscribe(console.log);
 * ```
 *
 * Each address is tried once, also one that no known key has made, and remembered as long as it is heard; `maxDevices` are addresses here, 16 384 if it is not said.
 *
 * @param keys events New Identity Resolving Key can stand here; an Observable of the list changes it meanwhile
 * @throws OptionError for what is no key, or if an option makes no sense; for the Observable's, as an error of the result
 */
export function resolveAddresses<T extends HeardPeer>(
  keys: readonly IdentityKey[] | Observable<readonly IdentityKey[]>,
  options: MemoryOptions = {},
): MonoTypeOperatorFunction<Resolved<T>> {
  const { maxDevices = MAX_ADDRESSES, forgetAfter = FORGET_AFTER } = checkOptions(options, MEMORY_CHECKS);
  const identitiesOf = (list: readonly IdentityKey[]): Identities => new Identities(list, maxDevices, forgetAfter);
  const resolve = (sighting: Resolved<T>, identities: Identities): Resolved<T> => {
    const identity = identities.of(sighting);
    return identity === undefined ? sighting : { ...sighting, ...identity, privateAddress: sighting.address };
  };
  if (!isObservable(keys)) {
    identitiesOf(keys);
    return (source$) =>
      defer(() => {
        const identities = identitiesOf(keys);
        return source$.pipe(map((sighting) => resolve(sighting, identities)));
      });
  }
  return (source$) =>
    defer(() => {
      let identities = identitiesOf([]);
      return source$.pipe(
        map((sighting) => resolve(sighting, identities)),
        beside(keys.pipe(tap((list) => (identities = identitiesOf(list))))),
      );
    });
}
