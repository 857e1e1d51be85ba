export { findBluetoothd } from './bluetoothd.js';
export { hciSocket, type HciSocket } from './hci-socket.js';
export type { HciSocketOptions } from './options.js';
