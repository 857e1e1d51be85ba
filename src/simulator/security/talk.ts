import type { PairingFailure, SecurityMessage } from './security-messages.js';
import type { Session } from './session.js';

/** What the parts of a Security Manager do to the pairing that is going on. */
export interface Talk {
  /** Says something to the remote, and waits for its answer, but not for ever. */
  send(session: Session, message: SecurityMessage): void;
  /** Gives up. */
  fail(reason: PairingFailure): void;
  /** Both have all keys. */
  finish(session: Session): void;
}
