export * from './discovery.js';
export * from './finding.js';
export * from './inquiry.js';
export * from './monitors.js';
export * from './pairing.js';
export * from './power.js';
export * from './settings.js';
export * from './sockets.js';
