export type { AltBeacon, AltBeaconInput } from './alt-beacon.js';
export { altBeaconFields, buildAltBeacon, parseAltBeacon } from './alt-beacon.js';
export { buildEddystone, eddystoneFields, parseEddystone } from './eddystone.js';
export type { EddystoneFrame, EddystoneFrameInput } from './eddystone-frames.js';
export type { EddystoneTelemetry } from './eddystone-telemetry.js';
export type { IBeacon, IBeaconInput } from './i-beacon.js';
export { buildIBeacon, iBeaconFields, parseIBeacon } from './i-beacon.js';
export type { BeaconSource } from './source.js';
