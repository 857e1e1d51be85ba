import type { TransportErrorCode } from './error-codes.js';
import { MgmtError } from '../protocol/errors.js';

/** A system call on the way to the kernel failed, or the way is closed. */
export class TransportError extends MgmtError {
  override readonly name = 'TransportError';

  constructor(
    /** Why, such as `'EAFNOSUPPORT'`; `'CLOSED'` if a frame was sent without a subscriber. All: docs/errors.md. */
    readonly code: TransportErrorCode,
    /** The system call that failed, such as `'socket'`. */
    readonly syscall: string,
    /** The positive error number of Linux, 0 if it was not the kernel that refused. */
    readonly errno: number,
    message: string,
  ) {
    super(message);
  }
}
