export type { ActiveWindowsOptions, ScanOptions } from './options.js';
export { scan } from './scan.js';
