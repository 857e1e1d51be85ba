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
export type { CommandOptions, MgmtFrame, MgmtOptions } from './mgmt.js';
export { Mgmt } from './mgmt.js';
