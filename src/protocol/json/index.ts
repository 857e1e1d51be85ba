export type { AnyCommand, FromJsonOptions } from './from-json.js';
export { fromJson } from './from-json.js';
export type { Json } from './json.js';
export { toJson } from './to-json.js';
