export type { ReconnectOptions, WebSocketTransportOptions } from './options.js';
export type { WebSocketClass, WebSocketLike } from './socket.js';
export { webSocketTransport } from './web-socket-transport.js';
export type { WebSocketTransport } from './web-socket-transport.js';
export { BridgeCloseCode } from './wire.js';
