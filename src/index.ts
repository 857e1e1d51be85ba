export * from './mgmt/index.js';
export * from './operators/index.js';
export * from './protocol/index.js';
export * from './transport/index.js';
