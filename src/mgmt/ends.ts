import { throwError } from 'rxjs';
import { TransportError } from '../transport/errors.js';
import type { Transport } from '../transport/transport.js';

/** What commands fail with when their transport has ended without an error. */
export const ended = (): TransportError =>
  new TransportError('CLOSED', 'recv', 0, 'The transport has ended: no answers can come any more');

/** What those fail with who want something of a client that was closed. */
export const closed = (): TransportError =>
  new TransportError('CLOSED', 'open', 0, 'This Mgmt was closed with close(). Make a new one to go on.');

/** What work fails with that goes on as long as it is subscribed to: it is not done, and can't go on. */
export const cutShort = (): TransportError =>
  new TransportError(
    'CLOSED',
    'recv',
    0,
    'The transport has ended, or this Mgmt was closed: nothing more can be heard or done',
  );

/** In place of a transport that there is none of: it can't be opened, for this reason. */
export function brokenTransport(error: unknown): Transport {
  const fail = (): never => {
    throw error;
  };
  return { frames$: throwError(() => error), send: fail };
}
