export type { AdvertisingSource } from './accessors.js';
export {
  adFieldsOf,
  advertisedAppearance,
  advertisedClassOfDevice,
  advertisedFlags,
  advertisedManufacturerData,
  advertisedName,
  advertisedServiceData,
  advertisedServices,
  advertisedTxPower,
  advertisedUri,
} from './accessors.js';
export type { BuildAdvertisingDataOptions } from './build.js';
export { buildAdvertisingData, MAX_LEGACY_ADVERTISING_DATA } from './build.js';
export { AdFlags, Features3D, LeRole, MeshBeaconType, OobFlags } from './flags.js';
export type { AdvertisingData, MalformedAd } from './parse.js';
export { parseAdvertisingData } from './parse.js';
export type { AdvertisingPattern } from './patterns.js';
export { matchesPatterns } from './patterns.js';
export type { AdField, AdFieldInput, AdFieldOf, AdFieldType, UnknownAdField } from './table.js';
export type { UuidBits } from './uuid-width.js';
