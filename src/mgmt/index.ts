export type { CommandLabel, FailedCommand, StatusCode, StatusErrorDetails } from './errors.js';
export {
  StatusError,
  TimeoutError,
  isCodecError,
  isMgmtError,
  isOptionError,
  isStatusError,
  isTimeoutError,
  isTransportError,
} from './errors.js';
export type { MgmtFrame } from './frames.js';
export { Mgmt } from './mgmt.js';
export type { CommandOptions, MgmtOptions } from './options.js';
