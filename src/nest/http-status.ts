import type { Status } from '../protocol/enums/status.js';
import type { StatusError } from '../mgmt/errors.js';
import {
  isCodecError,
  isNeighbourError,
  isOptionError,
  isStatusError,
  isTimeoutError,
  isTransportError,
} from '../mgmt/errors.js';

/** The state of the controller or of a device speaks against it: 409. What there is not: 404. What the other side did: 502. */
const BY_STATUS: Record<Status, number> = {
  Success: 500,
  UnknownCommand: 501,
  NotConnected: 409,
  Failed: 502,
  ConnectFailed: 502,
  AuthenticationFailed: 502,
  NotPaired: 409,
  NoResources: 503,
  Timeout: 504,
  AlreadyConnected: 409,
  Busy: 409,
  Rejected: 409,
  NotSupported: 501,
  InvalidParameters: 400,
  Disconnected: 502,
  NotPowered: 409,
  Cancelled: 409,
  InvalidIndex: 404,
  RFKilled: 409,
  AlreadyPaired: 409,
  // It is the service that lacks it, and not who asked.
  PermissionDenied: 503,
};

const byStatus = (code: StatusError['code']): number =>
  Object.hasOwn(BY_STATUS, code) ? BY_STATUS[code as Status] : 502;

/** The HTTP status that says best what an error of this library says; `undefined`: it is none. docs/nest.md has the table. */
export function httpStatusOf(error: unknown): number | undefined {
  if (isStatusError(error)) return byStatus(error.code);
  if (isOptionError(error) || isCodecError(error)) return 400;
  if (isNeighbourError(error)) return 409;
  if (isTimeoutError(error)) return 504;
  if (isTransportError(error)) return 503;
  return undefined;
}
