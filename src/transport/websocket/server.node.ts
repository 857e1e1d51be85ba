export type { Authorization, Login } from './server/authorization.js';
export type { MgmtBridge } from './server/bridge.node.js';
export type { BridgeClient, BridgeEvent } from './server/client.js';
export type { BridgeLimitOptions, HttpServerLike, ServeOptions } from './server/options.js';
export type { Allowance, BridgeCommand } from './server/policy.js';
export { serveMgmt } from './server/serve.node.js';
