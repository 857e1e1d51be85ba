import { TransportError } from '../transport/errors.js';

/** The error numbers of Linux with which the simulated kernel refuses a `send`. */
const ERRNO = {
  EPERM: 1,
  EIO: 5,
  ENOMEM: 12,
  EEXIST: 17,
  ENODEV: 19,
  EINVAL: 22,
  EOPNOTSUPP: 95,
  ENETDOWN: 100,
  ENOBUFS: 105,
  EALREADY: 114,
  ECANCELED: 125,
} as const;
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
