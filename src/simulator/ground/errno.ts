import { TransportError } from '../../transport/errors.js';

/** The error numbers of Linux with which the simulated kernel refuses to open a socket, or a `send`. */
export const ERRNO = {
  EPERM: 1,
  EINTR: 4,
  EIO: 5,
  EBADF: 9,
  EAGAIN: 11,
  ENOMEM: 12,
  EACCES: 13,
  EBUSY: 16,
  EEXIST: 17,
  ENODEV: 19,
  EINVAL: 22,
  ENFILE: 23,
  EMFILE: 24,
  EPIPE: 32,
  EMSGSIZE: 90,
  EPROTONOSUPPORT: 93,
  EOPNOTSUPP: 95,
  EAFNOSUPPORT: 97,
  ENETDOWN: 100,
  ECONNRESET: 104,
  ENOBUFS: 105,
  ENOTCONN: 107,
  ETIMEDOUT: 110,
  EALREADY: 114,
  ECANCELED: 125,
} as const;
/** The name of an error number of Linux. */
export type Errno = keyof typeof ERRNO;

/** Thrown inside the kernel: `send` fails with an error number, and the command is not answered. */
export class SendRefused extends Error {
  constructor(readonly code: Errno) {
    super(code);
  }
}

/** As the kernel's socket reports it. */
export function sendError(code: Errno): TransportError {
  return new TransportError(code, 'send', ERRNO[code], `send failed with ${code}: the simulated kernel refused it.`);
}

/** As opening the kernel's socket reports it. */
export function openError(code: Errno): TransportError {
  return new TransportError(
    code,
    'socket',
    ERRNO[code],
    `socket failed with ${code}: the simulated kernel refused it.`,
  );
}
