import { flagsOf } from '../masks.js';
import { u32 } from '../numbers.js';

/** Device Found and Device Connected: bit numbers. `ConfirmName` asks for a Confirm Name command. */
export const DeviceFoundFlags = {
  ConfirmName: 0,
  LegacyPairing: 1,
  NotConnectable: 2,
  InitiatedConnection: 3,
  NameRequestFailed: 4,
  ScanResponse: 5,
} as const;
export const deviceFoundFlags = flagsOf('deviceFoundFlags', DeviceFoundFlags, u32);
