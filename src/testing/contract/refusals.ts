import { Violation, showError } from './violation.js';
import { isTransportError } from '../../mgmt/errors.js';
import { isKnownErrno, ownAdvice } from '../../transport/error-codes.js';
import type { Transport } from '../../transport/transport.js';

const isKnownCode = (code: string): boolean =>
  isKnownErrno(code) || Object.hasOwn(ownAdvice, code) || /^E[1-9]\d*$/.test(code);

/** That an error is a TransportError with all that one has. */
export function assertTransportError(error: unknown, what: string): void {
  const expected = `${what} a TransportError`;
  if (!isTransportError(error)) throw new Violation(expected, `it was ${showError(error)}`);
  const { code, syscall, errno, message } = error as {
    readonly [K in 'code' | 'syscall' | 'errno' | 'message']: unknown;
  };
  if (typeof code !== 'string' || !isKnownCode(code)) {
    throw new Violation(`${expected} with a code of docs/errors.md`, `its code was ${String(code)}`);
  }
  if (typeof syscall !== 'string' || syscall === '')
    throw new Violation(`${expected} with a syscall`, `it was ${String(syscall)}`);
  if (!Number.isInteger(errno) || Number(errno) < 0) {
    throw new Violation(`${expected} whose errno is a positive number, or 0`, `it was ${String(errno)}`);
  }
  if (typeof message !== 'string' || message === '')
    throw new Violation(`${expected} that says what happened`, 'it had no message');
}

/** What `send` throws; undefined if it does not. */
export function thrownBySend(transport: Transport, frame: Uint8Array): unknown {
  try {
    transport.send(frame);
    return undefined;
  } catch (error) {
    return error;
  }
}

/** That a frame can't be sent because the transport is not open. */
export function assertClosed(transport: Transport, frame: Uint8Array, when: string): void {
  const error = thrownBySend(transport, frame);
  const expected = `send() throws a TransportError 'CLOSED' ${when}`;
  if (error === undefined) throw new Violation(expected, 'it returned');
  if (!isTransportError(error, 'CLOSED')) throw new Violation(expected, `it threw ${showError(error)}`);
}
