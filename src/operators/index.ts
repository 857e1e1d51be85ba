export { discover } from './discover.js';
export type { DiscoverOptions, UuidField } from './discovery/options.js';
export type { FoundDevice } from './discovery/report.js';
export type { DiscoveryState } from './discovery/state.js';
export { discoveryState } from './discovery-state.js';
export { forController } from './for-controller.js';
export { ofEvent } from './of-event.js';
export type { AdvertisementMonitor } from './match-monitor.js';
export { matchMonitor } from './match-monitor.js';
