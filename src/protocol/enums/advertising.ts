import { flagsOf } from '../masks.js';
import { u32 } from '../numbers.js';

/**
 * Bit numbers. The three secondary ones exclude each other; `CanSetTxPower` and `HardwareOffload` only tell what is supported;
 * the last five say which parameters of Add Extended Advertising Parameters count.
 */
export const AdvertisingFlags = {
  Connectable: 0,
  GeneralDiscoverable: 1,
  LimitedDiscoverable: 2,
  ManagedFlags: 3,
  AddTxPower: 4,
  AddAppearance: 5,
  AddLocalName: 6,
  Secondary1M: 7,
  Secondary2M: 8,
  SecondaryCoded: 9,
  CanSetTxPower: 10,
  HardwareOffload: 11,
  ParamDuration: 12,
  ParamTimeout: 13,
  ParamIntervals: 14,
  ParamTxPower: 15,
  ParamScanResponse: 16,
} as const;
export const advertisingFlags = flagsOf('advertisingFlags', AdvertisingFlags, u32);

/** What the controller can match by itself: bit numbers. */
export const AdvMonitorFeatures = {
  OrPatterns: 0,
} as const;
export const advMonitorFeatures = flagsOf('advMonitorFeatures', AdvMonitorFeatures, u32);
