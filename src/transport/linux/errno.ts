import { getSystemErrorName } from 'node:util';
import type { TransportErrorCode } from '../error-codes.js';
import { adviceOnErrno, isKnownErrno } from '../error-codes.js';
import { TransportError } from '../errors.js';

/** The error numbers that the library itself acts on. They are the same on every architecture that Node runs on. */
export const EPERM = 1;
export const EINTR = 4;
export const EAGAIN = 11;
export const EACCES = 13;
export const ENOSYS = 38;
export const EALREADY = 114;
/** Node has no name for it. */
const ERFKILL = 132;

/** The name that the system has for an error number; on Linux, ENOTSUP, as Node calls it, is the same as EOPNOTSUPP. */
function systemName(errno: number): string | undefined {
  if (errno === ERFKILL) return 'ERFKILL';
  const name = getSystemErrorName(-errno);
  if (name === 'ENOTSUP') return 'EOPNOTSUPP';
  return /^E[A-Z0-9]+$/.test(name) ? name : undefined;
}

/** The name of an error number of Linux, such as `'EPERM'`; `'E77'` for one that the table of codes does not have. */
export function errnoName(errno: number): TransportErrorCode {
  const name = systemName(errno);
  return name !== undefined && isKnownErrno(name) ? name : `E${errno}`;
}

/** As it stands in messages: with the name that the system has for it, if only that has one. */
function shownErrno(errno: number): string {
  const code = errnoName(errno);
  const name = systemName(errno);
  return name === undefined || name === code ? code : `${code} (${name})`;
}

/** The error of a system call: what happened, why, and what to do about it. `errno` is positive. */
export function errnoError(syscall: string, errno: number): TransportError {
  const code = errnoName(errno);
  const text = adviceOnErrno(code, syscall) || 'The kernel refused.';
  return new TransportError(code, syscall, errno, `${syscall} failed with ${shownErrno(errno)}: ${text}`);
}

/** The result of a system call, or its error. */
export function checked(syscall: string, result: number): number {
  if (result < 0) throw errnoError(syscall, -result);
  return result;
}
