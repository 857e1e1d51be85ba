import type { Mgmt } from '../../mgmt/mgmt.js';
import { DiscoveryHub } from './hub.js';

const hubs = new WeakMap<Mgmt, Map<number, DiscoveryHub>>();

/** The one hub of a controller and a client. */
export function hubOf(mgmt: Mgmt, index: number): DiscoveryHub {
  const ofMgmt = hubs.get(mgmt) ?? new Map<number, DiscoveryHub>();
  hubs.set(mgmt, ofMgmt);
  const hub = ofMgmt.get(index) ?? new DiscoveryHub(mgmt, index);
  ofMgmt.set(index, hub);
  return hub;
}
