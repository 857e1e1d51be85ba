// The names of values only: how they stand on the wire stays inside.
export { AdType } from './ad-type.js';
export { AddressType } from './address-type.js';
export { AdvMonitorFeatures, AdvertisingFlags } from './advertising.js';
export {
  ConfigurationOptions,
  ControllerBus,
  ControllerType,
  DeviceIdSource,
  Phys,
  SuspendState,
  WakeReason,
} from './controller.js';
export { DeviceFoundFlags } from './device-found-flags.js';
export { AddDeviceAction, DeviceFlags, DisconnectReason, IOCapability } from './device.js';
export type { FeatureInput } from './experimental-feature.js';
export { ExperimentalFeature, ExperimentalFeatureFlags, experimentalFeatureName } from './experimental-feature.js';
export { BlockedKeyType, LinkKeyType, LongTermKeyType, SignatureKeyType } from './keys.js';
export { AdvertisingMode, DebugKeysMode, DiscoverableMode, PrivacyMode, SecureConnectionsMode } from './modes.js';
export type { Setting } from './settings.js';
export { Settings } from './settings.js';
export { Status } from './status.js';
