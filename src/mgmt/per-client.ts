import type { Mgmt } from './mgmt.js';

/** Gives what there is once for each client and key, such as the index of a controller; makes it for the first who asks. */
export function perClient<K, V>(make: (mgmt: Mgmt, key: K) => V): (mgmt: Mgmt, key: K) => V {
  const known = new WeakMap<Mgmt, Map<K, V>>();
  return (mgmt, key) => {
    const ofMgmt = known.get(mgmt) ?? new Map<K, V>();
    known.set(mgmt, ofMgmt);
    const value = ofMgmt.get(key) ?? make(mgmt, key);
    ofMgmt.set(key, value);
    return value;
  };
}
