import { enumOf } from '../enums.js';
import { flagsOf } from '../masks.js';
import { u32 } from '../numbers.js';

/** What to do when a listed device is seen. BR/EDR knows `AllowIncomingOrDirect` only. */
export const AddDeviceAction = {
  BackgroundScan: 0,
  AllowIncomingOrDirect: 1,
  AutoConnect: 2,
} as const;
export const addDeviceAction = enumOf('addDeviceAction', AddDeviceAction);

/** Why a connection ended. */
export const DisconnectReason = {
  Unspecified: 0,
  Timeout: 1,
  LocalHost: 2,
  Remote: 3,
  AuthenticationFailure: 4,
  LocalHostSuspend: 5,
} as const;
export const disconnectReason = enumOf('disconnectReason', DisconnectReason);

/** What a side of a pairing can show and enter. */
export const IOCapability = {
  DisplayOnly: 0,
  DisplayYesNo: 1,
  KeyboardOnly: 2,
  NoInputNoOutput: 3,
  KeyboardDisplay: 4,
} as const;
export const ioCapability = enumOf('ioCapability', IOCapability);

/** Properties of a listed device: bit numbers. */
export const DeviceFlags = {
  RemoteWakeup: 0,
  DevicePrivacy: 1,
  AddressResolution: 2,
  PAST: 3,
} as const;
export const deviceFlags = flagsOf('deviceFlags', DeviceFlags, u32);
