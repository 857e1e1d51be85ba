export type { AutoConnectDevice } from './auto-connect.js';
export { autoConnect } from './auto-connect.js';
export type { Connection, ConnectionClock } from './connection.js';
export { connections } from './connections.js';
export type { Disconnected } from './disconnect.js';
export { disconnect } from './disconnect.js';
export type { AutoConnectOptions, ConnectionsOptions, DeviceAction, DeviceFlagsInput } from './options.js';
