import { nodeOnly } from '../node-only.js';
import type * as linux from './index.js';

const INSTEAD =
  "Open the kernel's socket on a server and hand its frames on, or take createSimulator() of rx-btmgmt/simulator.";

export const hciSocket: typeof linux.hciSocket = nodeOnly('rx-btmgmt/linux', 'hciSocket', INSTEAD);
export const findBluetoothd: typeof linux.findBluetoothd = nodeOnly('rx-btmgmt/linux', 'findBluetoothd', INSTEAD);
export const powerMarker: typeof linux.powerMarker = nodeOnly('rx-btmgmt/linux', 'powerMarker', INSTEAD);
export const linuxRecovery: typeof linux.linuxRecovery = nodeOnly('rx-btmgmt/linux', 'linuxRecovery', INSTEAD);
export const driverRebind: typeof linux.driverRebind = nodeOnly('rx-btmgmt/linux', 'driverRebind', INSTEAD);
export const interfaceBounce: typeof linux.interfaceBounce = nodeOnly('rx-btmgmt/linux', 'interfaceBounce', INSTEAD);
export const rfkillUnblock: typeof linux.rfkillUnblock = nodeOnly('rx-btmgmt/linux', 'rfkillUnblock', INSTEAD);
export const usbReset: typeof linux.usbReset = nodeOnly('rx-btmgmt/linux', 'usbReset', INSTEAD);
export const doctor: typeof linux.doctor = nodeOnly('rx-btmgmt/linux', 'doctor', INSTEAD);
