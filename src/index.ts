export * from './controllers/index.js';
export * from './mgmt/index.js';
export * from './operators/index.js';
export * from './pairing/index.js';
export type { ExplainOptions } from './protocol/explain.js';
export { explain } from './protocol/explain.js';
export * from './protocol/index.js';
export * from './scanning/index.js';
export * from './transport/index.js';
