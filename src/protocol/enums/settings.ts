import { flagsOf } from '../masks.js';
import { u32 } from '../numbers.js';

/** What a controller can do and what is switched on: bit numbers (mgmt-protocol, Read Controller Information). */
export const Settings = {
  Powered: 0,
  Connectable: 1,
  FastConnectable: 2,
  Discoverable: 3,
  Bondable: 4,
  LinkSecurity: 5,
  SecureSimplePairing: 6,
  BREDR: 7,
  HighSpeed: 8,
  LowEnergy: 9,
  Advertising: 10,
  SecureConnections: 11,
  DebugKeys: 12,
  Privacy: 13,
  ControllerConfiguration: 14,
  StaticAddress: 15,
  PHYConfiguration: 16,
  WidebandSpeech: 17,
  CISCentral: 18,
  CISPeripheral: 19,
  ISOBroadcaster: 20,
  ISOSyncReceiver: 21,
  LLPrivacy: 22,
  PASTSender: 23,
  PASTReceiver: 24,
  ShorterConnectionInterval: 25,
} as const;
/** The name of a setting. */
export type Setting = keyof typeof Settings;

export const settings = flagsOf('settings', Settings, u32);
