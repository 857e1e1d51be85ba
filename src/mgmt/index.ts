export type { CommandLabel, FailedCommand, StatusCode, StatusErrorDetails } from './errors.js';
export {
  NeighbourError,
  StatusError,
  TimeoutError,
  isCodecError,
  isMgmtError,
  isNeighbourError,
  isOptionError,
  isStatusError,
  isTimeoutError,
  isTransportError,
} from './errors.js';
export type { MgmtFrame } from './frames.js';
export { Mgmt } from './mgmt.js';
export type { ClientOptions, CommandOptions, MgmtOptions, RawCommandOptions } from './options.js';
