export { findBluetoothd } from './bluetoothd.js';
export { hciSocket, type HciSocket } from './hci-socket.js';
export type { HciSocketOptions } from './options.js';
export { linuxRecovery, type LinuxRecoveryOptions } from './recovery/linux-recovery.js';
export { type FileMarker, powerMarker } from './recovery/power-marker.js';
export { driverRebind, interfaceBounce, rfkillUnblock, usbReset } from './recovery/steps.js';
export type { LinuxStep, Target } from './recovery/step.js';
