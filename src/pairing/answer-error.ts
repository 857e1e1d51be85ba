import { MgmtError } from '../protocol/errors.js';
import { isMgmtError } from '../mgmt/errors.js';

/** A question was answered twice by this program. The first answer counts. */
export class PairingAnswerError extends MgmtError {
  override readonly name = 'PairingAnswerError';
  readonly code = 'Answered';

  constructor(
    readonly address: string,
    readonly index: number,
  ) {
    super(
      `The question of ${address} on controller ${index} was answered already: the first answer counts. ` +
        `Where several may answer, look at isOpen before.`,
    );
  }
}

/** Whether a question was answered twice. By name, since an application may have loaded this library twice. */
export function isPairingAnswerError(error: unknown): error is PairingAnswerError {
  return isMgmtError(error) && error.name === 'PairingAnswerError';
}
