import { perClient } from '../../mgmt/per-client.js';
import { DiscoveryHub } from './hub.js';

/** The one hub of a controller and a client. */
export const hubOf = /* @__PURE__ */ perClient((mgmt, index: number) => new DiscoveryHub(mgmt, index));
