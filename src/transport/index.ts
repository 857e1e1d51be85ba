export type { Bluetoothd } from './bluetoothd.js';
export type { TransportErrorCode } from './error-codes.js';
export { TransportError } from './errors.js';
export { memoryTransport } from './memory.js';
export type { ConnectionState, Drops, Transport } from './transport.js';
