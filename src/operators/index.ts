export type { DiscoverOptions, FoundDevice } from './discover.js';
export { discover } from './discover.js';
export type { DiscoveryFilter, DiscoveryKinds } from './discovery-commands.js';
export { forController } from './for-controller.js';
export { ofEvent } from './of-event.js';
