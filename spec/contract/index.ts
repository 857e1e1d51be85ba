export * from './discovery.js';
export * from './pairing.js';
export * from './power.js';
export * from './settings.js';
export * from './sockets.js';
